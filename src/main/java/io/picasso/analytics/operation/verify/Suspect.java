package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * A session to be read exactly.
 *
 * @param first the first day on which anything of it was seen
 * @param last the last one
 * @param summaries the times in the keys of its summaries that were seen
 * @param weight about how many events it has
 */
record Suspect(Tenant tenant, SessionRef ref, LocalDate first, LocalDate last, Set<Instant> summaries, int weight) {
    /** The same session, seen in two places. */
    Suspect and(Suspect other) {
        Set<Instant> times = new HashSet<>(summaries);
        times.addAll(other.summaries);
        return new Suspect(
                tenant,
                ref,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                times,
                weight + other.weight);
    }
}
