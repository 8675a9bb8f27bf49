package io.picasso.analytics.local.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a rule calls.
 *
 * @param minutes every so many
 */
record Rate(long minutes) {
    private static final Pattern FORM = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)(s?)\\)");

    /**
     * Reads EventBridge's words.
     *
     * @throws EventsRefusal for anything else; {@code cron} is not supported here
     */
    static Rate of(String expression) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw EventsRefusal.invalid(
                    expression.startsWith("cron(")
                            ? "cron is not supported by the embedded stack; use rate"
                            : "Parameter ScheduleExpression is not valid.");
        }
        long count = Long.parseLong(form.group(1));
        // EventBridge is exact about it: rate(1 minute), rate(2 minutes).
        if (count < 1 || (count == 1) != form.group(3).isEmpty()) {
            throw EventsRefusal.invalid("Parameter ScheduleExpression is not valid.");
        }
        return new Rate(count
                * switch (form.group(2)) {
                    case "minute" -> 1;
                    case "hour" -> 60;
                    default -> 24 * 60;
                });
    }
}
