package io.picasso.analytics.metric;

/**
 * Events, and the sessions they belong to.
 *
 * @param events distinct events
 * @param sessions distinct sessions that have at least one of them
 */
public record EventTally(long events, long sessions) {
    public static final EventTally ZERO = new EventTally(0, 0);
}
