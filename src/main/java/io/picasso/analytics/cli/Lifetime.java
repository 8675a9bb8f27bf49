package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something is to hold, such as {@code 8h}. */
final class Lifetime {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    private Lifetime() {}

    /**
     * The span.
     *
     * @param option the option it was given with
     */
    static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is not a span of time")
                    .where(option)
                    .next("Write a number and s, m, h or d, such as 30m or 8h.");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
