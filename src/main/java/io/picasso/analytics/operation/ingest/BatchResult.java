package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a batch.
 *
 * @param failed ids of the messages that have to come again; every other one may be acknowledged
 * @param accepted distinct events that are in the lake
 * @param repeated events that were in the batch more than once
 * @param rejected how many pieces were quarantined, by reason
 * @param quarantined paths of the quarantine objects written
 * @param deferred events of sessions whose tables are not known to be up to date
 * @param lakeObjects lake objects written
 * @param lakeTime spent on writing lake and quarantine
 * @param tableTime spent on the tables; zero when they are off
 * @param failures what went wrong on the way, for the log; at most one of each kind
 */
public record BatchResult(
        Set<String> failed,
        int accepted,
        int repeated,
        Map<RejectionReason, Integer> rejected,
        Set<String> quarantined,
        int deferred,
        int lakeObjects,
        Duration lakeTime,
        Duration tableTime,
        List<Failure> failures) {
    /** Nothing came, nothing happened. */
    public static final BatchResult EMPTY =
            new BatchResult(Set.of(), 0, 0, Map.of(), Set.of(), 0, 0, Duration.ZERO, Duration.ZERO, List.of());

    /** All rejections together. */
    public int rejectedTotal() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The first thing that went wrong; empty when nothing did. */
    public Optional<Failure> firstFailure() {
        return failures.stream().findFirst();
    }

    /** The same result with those messages, and no others, to come again. */
    public BatchResult failing(Set<String> ids) {
        return new BatchResult(
                ids, accepted, repeated, rejected, quarantined, deferred, lakeObjects, lakeTime, tableTime, failures);
    }

    /** Both results as one, for a report over many batches. Ids and paths are those of the later one. */
    public BatchResult plus(BatchResult later) {
        Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
        rejected.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
        later.rejected.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
        List<Failure> all = new ArrayList<>(failures);
        later.failures.stream()
                .filter(f -> all.stream().noneMatch(known -> known.code() == f.code()))
                .forEach(all::add);
        return new BatchResult(
                later.failed,
                accepted + later.accepted,
                repeated + later.repeated,
                reasons,
                later.quarantined,
                deferred + later.deferred,
                lakeObjects + later.lakeObjects,
                lakeTime.plus(later.lakeTime),
                tableTime.plus(later.tableTime),
                all);
    }
}
