package io.picasso.analytics.progress;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a run is, at a moment.
 *
 * @param state what it is doing
 * @param at the moment
 * @param startedAt when its present process began
 * @param counts of all lines so far, also in processes before
 * @param written so far, also in processes before
 * @param shards how many there are
 * @param shardsDone how many are done
 * @param bytes of all input, as it is stored
 * @param bytesDone of it that were taken, also in processes before
 * @param rate write units a second that are allowed; empty for as many as the table takes
 * @param unitsPerSecond write units consumed, over the last seconds
 * @param eventsPerSecond events put or found present, over the last seconds
 * @param throttled writes that were throttled, by this process
 */
public record RunStatus(
        State state,
        Instant at,
        Instant startedAt,
        LineCounts counts,
        WriteCounts written,
        long shards,
        long shardsDone,
        long bytes,
        long bytesDone,
        OptionalDouble rate,
        double unitsPerSecond,
        double eventsPerSecond,
        long throttled) {
    private static final double MOST_BEFORE_THE_END = 0.999;

    /** What a run is doing. */
    public enum State {
        RUNNING,
        PAUSED,
        STOPPING,
        /** Its process has come to an end; the journal says how. */
        ENDED
    }

    /** Events written or found present. */
    public long done() {
        return written.events() + written.present();
    }

    /** The share of the work that is done, from 0 to 1; 1 only when every shard is. */
    public double share() {
        if (shardsDone >= shards) {
            return 1;
        }
        long left = counts.notYetWritten(written);
        double arrived = done() + left == 0 ? 1 : (double) done() / (done() + left);
        return Math.min(MOST_BEFORE_THE_END, taken() * arrived);
    }

    /** The share of the input that was taken; where its size is not known, of the shards. */
    private double taken() {
        return bytes == 0 ? (double) shardsDone / Math.max(1, shards) : Math.min(1, (double) bytesDone / bytes);
    }

    /** Seconds until the end at the speed of the last seconds; empty while that cannot be said. */
    public OptionalLong secondsLeft() {
        double taken = taken();
        long live = done() + counts.notYetWritten(written);
        if (taken <= 0 || eventsPerSecond <= 0 || live <= 0) {
            return OptionalLong.empty();
        }
        long seconds = (long) Math.ceil(Math.max(0, live / taken - done()) / eventsPerSecond);
        return seconds == 0 && shardsDone < shards ? OptionalLong.empty() : OptionalLong.of(seconds);
    }

    /** Dollars for what was written so far. */
    public double dollars() {
        return Price.ofWrites(written.units());
    }
}
