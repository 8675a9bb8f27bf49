package io.picasso.analytics.operation.gate;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.port.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is in the tables when the API is asked.
 *
 * @param large a session of many events
 * @param ages every session of the tenant that asks, with the days it is old
 */
record DashboardSessions(ProbeSession large, Map<ProbeSession, Integer> ages) {
    /** The ranges of a list, with the age in days of a session that only this range and longer ones have. */
    static final Map<String, Integer> RANGES = ranges();

    private static final int LARGE = 60;
    private static final int SMALL = 3;
    private static final int RECENT = 11;

    private static Map<String, Integer> ranges() {
        Map<String, Integer> ranges = new LinkedHashMap<>();
        ranges.put("1d", 0);
        ranges.put("7d", 3);
        ranges.put("30d", 20);
        ranges.put("90d", 60);
        return ranges;
    }

    /**
     * Writes them, and one of the other tenant.
     *
     * @param ago the moment so long ago
     * @throws io.picasso.analytics.failure.Failure when one of them could not be written
     */
    static DashboardSessions write(ProbeSessions sessions, Function<Duration, Instant> ago, BatchProcessor processor) {
        Map<ProbeSession, Integer> ages = new LinkedHashMap<>();
        ProbeSession large = sessions.of(ProbeSessions.OURS, LARGE, ago.apply(Duration.ofMinutes(90)));
        ages.put(large, 0);
        for (int i = 1; i <= RECENT; i++) {
            ages.put(sessions.of(ProbeSessions.OURS, SMALL, ago.apply(Duration.ofMinutes(5L * i))), 0);
        }
        RANGES.values().stream()
                .filter(days -> days > 0)
                .forEach(days ->
                        ages.put(sessions.of(ProbeSessions.OURS, SMALL, ago.apply(Duration.ofDays(days))), days));
        List<ProbeSession> all = new ArrayList<>(ages.keySet());
        all.add(sessions.of(ProbeSessions.THEIRS, SMALL, ago.apply(Duration.ofMinutes(7))));
        for (ProbeSession probe : all) {
            processor.process(probe.messages()).failures().stream().findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
        return new DashboardSessions(large, ages);
    }

    /** The sessions that a range up to so many days has. */
    Set<String> within(int days) {
        return ages.entrySet().stream()
                .filter(probe -> probe.getValue() <= days)
                .map(probe -> probe.getKey().session().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every one of them. */
    Set<String> all() {
        return within(Integer.MAX_VALUE);
    }

    /** How many of a list begin later than the one before: newest first is right. */
    long disorder(List<String> shown) {
        Map<String, Instant> starts = ages.keySet().stream()
                .collect(Collectors.toMap(
                        probe -> probe.session().value(),
                        probe -> probe.events().get(0).occurredAt()));
        long disorder = 0;
        for (int i = 1; i < shown.size(); i++) {
            Instant later = starts.getOrDefault(shown.get(i), Instant.MIN);
            Instant earlier = starts.getOrDefault(shown.get(i - 1), Instant.MAX);
            disorder += later.isAfter(earlier) ? 1 : 0;
        }
        return disorder;
    }

    /** Whether an answer has any of them. */
    boolean shownIn(HttpReply reply) {
        String text = JsonText.compact(reply.body());
        return ages.keySet().stream()
                .anyMatch(probe -> text.contains('"' + probe.session().value() + '"'));
    }

    /** How many of these are not among the others. */
    static int lacking(Collection<String> these, Collection<String> others) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(new HashSet<>(others));
        return rest.size();
    }
}
