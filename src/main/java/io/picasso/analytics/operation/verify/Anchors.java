package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells whether each summary in a range lies under the time that its anchor fixes. Anchors lie in the order of their
 * session ids, summaries in the order of their times, and there may be more than memory holds: so each is added to one of
 * many sums by its session, and only the sessions of sums that do not agree are compared one by one.
 */
final class Anchors {
    private static final int BUCKETS = 1 << 14;

    /** Sessions compared one by one at once. */
    private static final int MOST = 50_000;

    private final SessionRows rows;
    private final Tenant tenant;
    private final Instant from;
    private final Instant before;
    private final Instant oldest;
    private final Predicate<SummaryRow> counts;
    private final long[] sums = new long[BUCKETS];
    private final int[] sizes = new int[BUCKETS];

    /**
     * @param from first instant of the range; only what is fixed in the range is compared
     * @param before first instant after it
     * @param oldest what is fixed before it is past its retention
     * @param counts which summaries count
     */
    Anchors(
            SessionRows rows,
            Tenant tenant,
            Instant from,
            Instant before,
            Instant oldest,
            Predicate<SummaryRow> counts) {
        this.rows = rows;
        this.tenant = tenant;
        this.from = from;
        this.before = before;
        this.oldest = oldest;
        this.counts = counts;
    }

    /**
     * How many anchors lie in the range.
     *
     * @param expired those of them whose session began before the retention
     */
    record Count(long all, long expired) {}

    void summary(SummaryKey key) {
        if (includes(key.anchoredAt())) {
            add(key.session(), key.anchoredAt(), 1);
        }
    }

    private boolean includes(Instant time) {
        return isAsked(time) && !time.isBefore(oldest);
    }

    private boolean isAsked(Instant time) {
        return !time.isBefore(from) && time.isBefore(before);
    }

    private void add(SessionId session, Instant time, int sign) {
        int bucket = bucket(session);
        sums[bucket] += sign * (hash(session.value()) * 31 + time.toEpochMilli()) * 0x9E3779B97F4A7C15L;
        sizes[bucket]++;
    }

    private static int bucket(SessionId session) {
        return (int) (hash(session.value()) >>> 40) & BUCKETS - 1;
    }

    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash * 0xFF51AFD7ED558CCDL;
    }

    /**
     * Reads all anchors, once all summaries are known, and names the sessions whose summary and anchor do not agree, and
     * those that have an anchor alone.
     */
    Count compare(Consumer<Suspect> suspects) {
        long count = 0;
        long old = 0;
        for (Iterator<AnchorRow> all = rows.anchors(tenant.hash()); all.hasNext(); ) {
            AnchorRow anchor = all.next();
            // One without a time is counted with any range.
            count += anchor.at().filter(time -> !isAsked(time)).isEmpty() ? 1 : 0;
            old += anchor.at()
                            .filter(time -> isAsked(time) && time.isBefore(oldest))
                            .isPresent()
                    ? 1
                    : 0;
            anchor.at().filter(this::includes).ifPresent(time -> add(anchor.session(), time, -1));
        }
        for (int next = 0; next < BUCKETS; ) {
            Set<Integer> wrong = new HashSet<>();
            for (int size = 0; next < BUCKETS && size < MOST; next++) {
                if (sums[next] != 0) {
                    wrong.add(next);
                    size += sizes[next];
                }
            }
            if (!wrong.isEmpty()) {
                oneByOne(wrong, suspects);
            }
        }
        return new Count(count, old);
    }

    private void oneByOne(Set<Integer> wrong, Consumer<Suspect> suspects) {
        Map<SessionId, Set<Instant>> summaries = new HashMap<>();
        rows.summaries(tenant.hash(), from, before).forEachRemaining(row -> {
            if (wrong.contains(bucket(row.key().session())) && counts.test(row)) {
                summaries
                        .computeIfAbsent(row.key().session(), session -> new HashSet<>())
                        .add(row.key().anchoredAt());
            }
        });
        rows.anchors(tenant.hash()).forEachRemaining(anchor -> {
            if (!wrong.contains(bucket(anchor.session()))) {
                return;
            }
            Set<Instant> times = summaries.get(anchor.session());
            if (times == null) {
                anchor.at()
                        .filter(this::includes)
                        .filter(time -> hasNoEvents(anchor.session()))
                        .ifPresent(time -> suspects.accept(suspect(anchor.session(), Set.of(time))));
            } else if (times.size() == 1 && anchor.at().filter(times::contains).isPresent()) {
                summaries.remove(anchor.session());
            }
        });
        summaries.forEach((session, times) -> suspects.accept(suspect(session, times)));
    }

    /** Whether an anchor without a summary in the range is alone; else its session is met where its events are. */
    private boolean hasNoEvents(SessionId session) {
        return rows.events(session).stream()
                .noneMatch(row -> row.event().tenant().hash().equals(tenant.hash()));
    }

    private Suspect suspect(SessionId session, Set<Instant> times) {
        return new Suspect(
                tenant,
                new SessionRef(tenant.hash(), session),
                UtcTime.day(times.stream().min(Instant::compareTo).orElseThrow()),
                UtcTime.day(times.stream().max(Instant::compareTo).orElseThrow()),
                times,
                1);
    }
}
