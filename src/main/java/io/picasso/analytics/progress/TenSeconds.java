package io.picasso.analytics.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was taken within the last ten seconds. Takes of the same moment are kept as one. Not safe for many threads. */
final class TenSeconds {
    private static final long LENGTH_NANOS = 10_000_000_000L;

    /** So short that it makes no difference, and long enough for a few hundred at most. */
    private static final long MOMENT_NANOS = 20_000_000;

    private static final class Moment {
        private final long since;
        private long last;
        private double units;

        Moment(long since) {
            this.since = since;
        }
    }

    private final Deque<Moment> moments = new ArrayDeque<>();
    private double sum;

    /** How many nanoseconds to wait until so many units are at most the given sum; 0 when they are now. */
    long waitFor(double units, double most, long now) {
        while (!moments.isEmpty() && moments.getFirst().last <= now - LENGTH_NANOS) {
            sum -= moments.removeFirst().units;
        }
        // What is more than ten seconds' worth by itself goes when nothing else went.
        return moments.isEmpty() || sum + units <= most ? 0 : moments.getFirst().last + LENGTH_NANOS - now;
    }

    void add(double units, long now) {
        if (moments.isEmpty() || now - moments.getLast().since > MOMENT_NANOS) {
            moments.addLast(new Moment(now));
        }
        moments.getLast().last = now;
        moments.getLast().units += units;
        sum += units;
    }

    /** Of what was taken last, so much was not needed. */
    void giveBack(double units) {
        if (!moments.isEmpty()) {
            moments.getLast().units -= units;
            sum -= units;
        }
    }

    void clear() {
        moments.clear();
        sum = 0;
    }
}
