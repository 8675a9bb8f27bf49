package io.picasso.analytics.operation.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a comparison found.
 *
 * @param counts how many differences of each kind, in the order of the kinds; those without any are left out
 * @param differences the differences, at most {@link #MOST_LISTED}
 * @param strays rows that no index leads to; empty where they were not looked for
 * @param unreadable places of the lake that cannot be read, at most {@link #MOST_LISTED}, each with the reason
 */
public record VerifyReport(
        VerifyRequest request,
        Totals totals,
        Map<Difference.Kind, Long> counts,
        List<Difference> differences,
        Optional<Strays> strays,
        List<String> unreadable) {
    /** More than anybody reads; the rest is counted. */
    public static final int MOST_LISTED = 10_000;

    public VerifyReport {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        differences = List.copyOf(differences);
        unreadable = List.copyOf(unreadable);
    }

    /** All differences, listed or not; strays are counted by themselves. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that mending may mend; those that are not listed may be among them. */
    public long mendable() {
        return total()
                - differences.stream()
                        .filter(difference -> !difference.mendable())
                        .count();
    }

    /** How many are only counted. */
    public long unlisted() {
        return total() - differences.size();
    }

    /** Rows that no index leads to; 0 where they were not looked for. */
    public long strayCount() {
        return strays.map(Strays::count).orElse(0L);
    }

    /** Whether lake, events and summaries say the same, as far as there is anything. */
    public boolean agrees() {
        return counts.isEmpty() && strayCount() == 0;
    }
}
