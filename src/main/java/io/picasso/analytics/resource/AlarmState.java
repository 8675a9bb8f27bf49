package io.picasso.analytics.resource;

import java.time.Instant;
import java.util.Optional;

/**
 * How an alarm is.
 *
 * @param word CloudWatch's own word: {@link #OK}, {@link #FIRING} or {@link #UNKNOWN}
 * @param reason why, with the figures
 * @param since when it came into this state; empty where that is not known
 */
public record AlarmState(String word, String reason, Optional<Instant> since) {
    public static final String OK = "OK";
    public static final String FIRING = "ALARM";
    public static final String UNKNOWN = "INSUFFICIENT_DATA";

    /** Whether it fires. */
    public boolean firing() {
        return word.equals(FIRING);
    }

    /** Whether it can be told at all. */
    public boolean known() {
        return !word.equals(UNKNOWN);
    }
}
