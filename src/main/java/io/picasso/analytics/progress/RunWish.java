package io.picasso.analytics.progress;

import java.util.OptionalDouble;

/**
 * What an operator wants of a run, from another terminal.
 *
 * @param paused whether it is to wait
 * @param rateGiven whether a rate was given at all; else the one it was started with stays
 * @param rate write units a second; empty for as many as the table takes
 */
public record RunWish(boolean paused, boolean rateGiven, OptionalDouble rate) {
    /** Go on as you were started. */
    public static final RunWish NONE = new RunWish(false, false, OptionalDouble.empty());
}
