package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.Price;
import io.picasso.analytics.progress.WriteCounts;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param why what ended it early; empty when it is complete
 * @param remedy the option to resume with where a limit ended it, as it is typed; empty where none is needed
 * @param counts of all its lines, in all its processes
 * @param written in all its processes
 * @param throttled writes that were throttled, in this process
 * @param reading what queries cost, in this process
 * @param took this process
 * @param badRecords where the rejected records lie; empty when there are none
 */
public record RunReport(
        String run,
        Outcome outcome,
        Optional<Failure> why,
        String remedy,
        LineCounts counts,
        WriteCounts written,
        long shards,
        long shardsDone,
        long throttled,
        ReadCost reading,
        Duration took,
        Optional<String> badRecords) {
    /** Events that were read and held back, or on their way, when it ended. */
    public long notYetWritten() {
        return counts.notYetWritten(written);
    }

    public double dollars() {
        return Price.ofWrites(written.units());
    }
}
