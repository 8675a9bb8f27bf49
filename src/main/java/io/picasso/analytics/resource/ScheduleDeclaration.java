package io.picasso.analytics.resource;

import java.time.Duration;

/**
 * A schedule that calls a function, as it should be.
 *
 * @param name the rule's name
 * @param function the function's name
 * @param every how often; whole minutes
 */
public record ScheduleDeclaration(String name, String function, Duration every) implements Declaration {
    public ScheduleDeclaration {
        if (every.toMinutes() < 1 || every.toSecondsPart() != 0) {
            throw new IllegalArgumentException("a schedule goes by whole minutes, not " + every);
        }
    }

    /** EventBridge's words for it, such as {@code rate(1 hour)}; whole hours are always said as hours. */
    public String expression() {
        boolean hours = every.toMinutesPart() == 0;
        long count = hours ? every.toHours() : every.toMinutes();
        return "rate(" + count + (hours ? " hour" : " minute") + (count == 1 ? ")" : "s)");
    }

    @Override
    public String kind() {
        return "schedule";
    }
}
