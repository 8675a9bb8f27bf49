package io.picasso.analytics.operation.verify;

import io.picasso.analytics.session.EventDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts while a comparison goes on. Not safe for many threads. */
final class Tally {
    /** Of more, one that is met twice counts twice. */
    private static final int MOST_REMEMBERED = 1_000_000;

    long tenants;
    long lakeObjects;
    long lakeEvents;
    long tableEvents;
    long summaries;
    long anchors;
    long expiredAnchors;
    long lookedAt;
    long expired;
    long expiredObjects;
    long deferred;
    long inFlight;
    long olderThanLake;
    long unreadableCount;
    long quarantined;

    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Numbers added = new Numbers(MOST_REMEMBERED);

    /** Adds a difference that was not added before: a session that was cut in two is met twice. */
    void add(Difference difference) {
        // A row under another tenant is met from both sides, by the tenant it names and by the one whose event it is.
        String whose = difference.kind() == Difference.Kind.EVENT_OF_WRONG_TENANT
                ? ""
                : difference.tenant().hash();
        String name = difference.kind() + " " + whose + " " + difference.session() + " " + difference.subject();
        if (!added.add(EventDigest.text(name))) {
            return;
        }
        counts.merge(difference.kind(), 1L, Long::sum);
        if (differences.size() < VerifyReport.MOST_LISTED) {
            differences.add(difference);
        }
    }

    void unreadable(List<String> places) {
        unreadableCount += places.size();
        places.stream()
                .limit(Math.max(0, VerifyReport.MOST_LISTED - unreadable.size()))
                .forEach(unreadable::add);
    }

    VerifyReport report(VerifyRequest request, Optional<Strays> strays) {
        return new VerifyReport(
                request,
                new Totals(
                        tenants,
                        lakeObjects,
                        lakeEvents,
                        tableEvents,
                        summaries,
                        anchors,
                        expiredAnchors,
                        lookedAt,
                        expired,
                        expiredObjects,
                        deferred,
                        inFlight,
                        olderThanLake,
                        unreadableCount,
                        quarantined),
                counts,
                differences,
                strays,
                unreadable);
    }
}
