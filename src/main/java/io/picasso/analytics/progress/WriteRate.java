package io.picasso.analytics.progress;

import java.util.OptionalDouble;

/**
 * How many write units may be spent when. A bucket that fills at the allowed rate and holds little, and a sum that no
 * stretch of ten seconds may exceed: just under ten times the rate, because writes that left evenly do not arrive so.
 *
 * <p>When the table throttles, the rate is cut, and it grows back in a straight line. Where no rate is set, the one that
 * was seen when the table throttled first is what is cut. Safe for many threads.
 */
public final class WriteRate {
    /** The share of the rate the bucket fills at; the rest is room for writes that arrive unevenly. */
    private static final double HEADROOM = 0.993;

    /**
     * What the bucket may hold, in seconds of the rate: a pause of the program so long is made up for. No longer one,
     * because what is made up for in a burst is missing ten seconds later, and ten seconds after that.
     */
    private static final double BURST_SECONDS = 0.2;

    /** What a single write should weigh at most, in seconds of the rate. */
    private static final double WRITE_SECONDS = 0.05;

    /** What ten seconds may get, in seconds of the rate; a little less, because some writes arrive late. */
    private static final double TEN_SECONDS_GET = 9.95;

    /** What is left of the rate after a throttled write. */
    private static final double CUT = 0.7;

    /** The least share of the rate that is left, however long the table throttles. */
    private static final double LEAST_SHARE = 0.05;

    /** Growth of the share per second: from the least to 90 % in 3.4 seconds. */
    private static final double GROWTH_PER_SECOND = 0.25;

    /** Writes that are throttled at the same moment count as one reason to slow down. */
    private static final long CUT_EVERY_NANOS = 100_000_000;

    /** A table that was outgrown once is probed up to this share of what it took then; beyond, nothing is held back. */
    private static final double FREE_SHARE = 4;

    private static final double NANOS = 1e9;

    private final TenSeconds taken = new TenSeconds();
    private OptionalDouble limit;
    private double tokens;
    private long filledAt;
    private double share = Double.POSITIVE_INFINITY;
    private long cutAt;
    private double base;
    private double seen;
    private double seenBefore;
    private long seenSince;

    /**
     * @param limit write units a second; empty for as many as the table takes
     * @param now in nanoseconds, by the clock of all later calls
     */
    public WriteRate(OptionalDouble limit, long now) {
        this.limit = limit;
        this.filledAt = now;
        this.seenSince = now;
        this.cutAt = now - CUT_EVERY_NANOS;
    }

    /**
     * Takes units for a write, if it may be sent now.
     *
     * @return 0 when they were taken, else how many nanoseconds to wait before asking again
     */
    public synchronized long take(double units, long now) {
        double rate = current(now);
        if (rate == Double.POSITIVE_INFINITY) {
            filledAt = now;
            tokens = 0;
            see(units, now);
            return 0;
        }
        double fill = rate * HEADROOM;
        // A single write may weigh more than the bucket holds; it waits until its weight has been saved up.
        double room = Math.max(rate * BURST_SECONDS, units);
        tokens = Math.min(room, tokens + (now - filledAt) / NANOS * fill);
        filledAt = now;
        if (tokens >= units) {
            long wait = limit.isPresent() ? taken.waitFor(units, limit.getAsDouble() * TEN_SECONDS_GET, now) : 0;
            if (wait > 0) {
                return wait;
            }
            tokens -= units;
            taken.add(units, now);
            see(units, now);
            return 0;
        }
        return (long) Math.ceil((units - tokens) / fill * NANOS);
    }

    /** Gives back what a write did not consume; less than nothing where it consumed more than was taken. */
    public synchronized void giveBack(double units) {
        tokens += units;
        seen -= units;
        taken.giveBack(units);
    }

    /** A write was throttled: the rate is cut. */
    public synchronized void throttled(long now) {
        if (now - cutAt < CUT_EVERY_NANOS) {
            return;
        }
        double before = share(now);
        if (before == Double.POSITIVE_INFINITY) {
            base = Math.max(1, Math.max(seenBefore, seen));
        }
        share = Math.max(LEAST_SHARE, Math.min(1, before) * CUT);
        cutAt = now;
    }

    /** Sets another rate, from now on; empty for as many as the table takes. */
    public synchronized void limit(OptionalDouble other) {
        limit = other;
        // What went at another rate is no reason to stand still at this one.
        taken.clear();
        if (other.isPresent()) {
            tokens = Math.min(tokens, other.getAsDouble() * BURST_SECONDS);
        }
    }

    /** What was set; empty where nothing is. */
    public synchronized OptionalDouble limit() {
        return limit;
    }

    /** The most a single write should weigh, so that writes can be spread evenly. */
    public synchronized double largest(long now) {
        return current(now) * WRITE_SECONDS;
    }

    /** The rate that holds now, in units a second; infinite when nothing is held back. */
    public synchronized double current(long now) {
        double share = share(now);
        if (limit.isPresent()) {
            return limit.getAsDouble() * Math.min(1, share);
        }
        return share == Double.POSITIVE_INFINITY ? share : base * share;
    }

    private double share(long now) {
        if (share == Double.POSITIVE_INFINITY) {
            return share;
        }
        double grown = share + (now - cutAt) / NANOS * GROWTH_PER_SECOND;
        return grown >= FREE_SHARE ? Double.POSITIVE_INFINITY : grown;
    }

    private void see(double units, long now) {
        if (now - seenSince >= NANOS) {
            seenBefore = seen / ((now - seenSince) / NANOS);
            seen = 0;
            seenSince = now;
        }
        seen += units;
    }
}
