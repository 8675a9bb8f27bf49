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
    /** The same wish, but to wait or not to. */
    public RunWish paused(boolean whether) {
        return new RunWish(whether, rateGiven, rate);
    }

    /** The same wish at another rate; empty for as many write units as the table takes. */
    public RunWish withRate(OptionalDouble other) {
        return new RunWish(paused, true, other);
    }

    /** What is wished of each of so many that share it. */
    public RunWish share(int sharing) {
        return rate.isPresent() ? withRate(OptionalDouble.of(rate.getAsDouble() / sharing)) : this;
    }

    /** Go on at this rate; empty for as many write units as the table takes. */
    public static RunWish at(OptionalDouble rate) {
        return new RunWish(false, true, rate);
    }

    /** Go on as you were started. */
    public static final RunWish NONE = new RunWish(false, false, OptionalDouble.empty());
}
