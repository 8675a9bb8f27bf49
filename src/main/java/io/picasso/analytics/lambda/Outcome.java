package io.picasso.analytics.lambda;

import io.picasso.analytics.operation.ingest.BatchResult;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What became of the messages of a call.
 *
 * @param failed ids of those that have to come again
 * @param counts everything else, all batches together
 */
record Outcome(Set<String> failed, BatchResult counts) {
    static final Outcome NONE = new Outcome(Set.of(), BatchResult.EMPTY);

    Outcome plus(BatchResult later) {
        Set<String> all = new LinkedHashSet<>(failed);
        all.addAll(later.failed());
        return new Outcome(all, counts.plus(later));
    }
}
