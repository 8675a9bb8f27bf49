package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.DeferredMarker;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Removes what belongs to the probes' tenants, and nothing else; and counts what is left. */
final class Sweep {
    private static final Set<Tenant> TENANTS = Set.of(ProbeSessions.OURS, ProbeSessions.THEIRS);

    /** A row may be written once more by a call that is just ending. */
    private static final int ATTEMPTS = 5;

    private final GateTarget target;
    private final LakeLook lake;

    Sweep(GateTarget target) {
        this.target = target;
        this.lake = new LakeLook(target);
    }

    /**
     * Removes what a run has left that was killed. What cannot be looked at now is left to the next run.
     *
     * @return whether everything could be looked at
     */
    boolean removeOrphans() {
        boolean whole = true;
        for (Tenant tenant : TENANTS) {
            whole &= tried(() -> {
                Set<SessionId> sessions = new TreeSet<>();
                list(target.rows().events(tenant.hash(), UtcTime.MIN, UtcTime.MAX, 0))
                        .forEach(row -> sessions.add(row.event().session()));
                sessions.forEach(session -> removeEvents(tenant, session));
            });
            whole &= tried(() -> anchors(tenant).forEach(anchor -> removeEvents(tenant, anchor.session())));
            whole &= tried(() -> removeSummaries(tenant));
        }
        whole &= tried(this::removeObjects);
        whole &= tried(() -> TENANTS.forEach(target.tenants()::remove));
        return whole;
    }

    /**
     * Removes everything.
     *
     * @param sessions sessions that may have been written; none: the tables are not looked at
     * @param keepTenants whether the tenants stay known, because messages of theirs are still on the way
     */
    void remove(List<ProbeSession> sessions, boolean keepTenants) {
        for (ProbeSession probe : sessions) {
            removeEvents(probe.tenant(), probe.session());
        }
        if (!sessions.isEmpty()) {
            TENANTS.forEach(this::removeSummaries);
        }
        removeObjects();
        if (!keepTenants) {
            TENANTS.forEach(target.tenants()::remove);
        }
    }

    private void removeObjects() {
        TENANTS.forEach(tenant -> lake.paths(tenant).forEach(target.lake()::delete));
        lake.markers(TENANTS).forEach(this::removeMarker);
    }

    private static boolean tried(Runnable removal) {
        try {
            removal.run();
            return true;
        } catch (Failure failure) {
            return failure.code() == FailureCode.RESOURCE_MISSING;
        }
    }

    /** What is left, by kind; of the tables only where sessions may have been written. */
    Measurement left(List<ProbeSession> sessions, boolean keptTenants) {
        List<String> seen = new ArrayList<>();
        long left = 0;
        int places = 1;
        for (Tenant tenant : TENANTS) {
            if (!sessions.isEmpty()) {
                left += note(seen, rows(tenant, sessions), "rows of " + tenant.id());
                places++;
            }
            left += note(seen, lake.paths(tenant).size(), "objects in the lake of " + tenant.id());
            if (!keptTenants) {
                boolean known = target.tenants().findByHash(tenant.hash()).isPresent();
                left += note(seen, known ? 1 : 0, "mapping of " + tenant.id());
                places++;
            }
            places++;
        }
        left += note(seen, lake.markers(TENANTS).size(), "markers of deferred events");
        Measurement looked =
                Measurement.taken(places, Figure.count("left", left)).seeing(seen);
        return keptTenants && left == 0
                ? looked.cutShort("messages of the probes are still on the way; the next run removes what they leave")
                : looked;
    }

    private long rows(Tenant tenant, List<ProbeSession> sessions) {
        long events = sessions.stream()
                .filter(probe -> probe.tenant().equals(tenant))
                .flatMap(probe -> whereThere(() -> target.rows().events(probe.session())).stream())
                .filter(row -> row.event().tenant().hash().equals(tenant.hash()))
                .count();
        return events + summaries(tenant).size() + anchors(tenant).size();
    }

    private static long note(List<String> seen, long count, String what) {
        if (count > 0) {
            seen.add(count + " " + what);
        }
        return count;
    }

    private void removeEvents(Tenant tenant, SessionId session) {
        SessionRows rows = target.rows();
        for (int i = 0; i < ATTEMPTS; i++) {
            List<SessionRows.EventRow> there = whereThere(() -> rows.events(session)).stream()
                    .filter(row -> row.event().tenant().hash().equals(tenant.hash()))
                    .toList();
            if (there.isEmpty()) {
                return;
            }
            there.forEach(rows::deleteEvent);
        }
    }

    private void removeSummaries(Tenant tenant) {
        for (int i = 0; i < ATTEMPTS; i++) {
            List<SummaryRow> summaries = summaries(tenant);
            List<AnchorRow> anchors = anchors(tenant);
            if (summaries.isEmpty() && anchors.isEmpty()) {
                return;
            }
            summaries.forEach(target.rows()::deleteSummary);
            anchors.forEach(target.rows()::deleteAnchor);
        }
    }

    private void removeMarker(String path, DeferredMarker marker) {
        // A batch is one function call's, and a probe's call brings nothing of anybody else.
        if (marker.sessions().stream().allMatch(session -> TENANTS.contains(session.tenant()))) {
            target.lake().delete(path);
        }
    }

    private List<SummaryRow> summaries(Tenant tenant) {
        return whereThere(() -> list(target.rows().summaries(tenant.hash(), UtcTime.MIN, UtcTime.MAX)));
    }

    private List<AnchorRow> anchors(Tenant tenant) {
        return whereThere(() -> list(target.rows().anchors(tenant.hash())));
    }

    /** The summary's key of a session, where its anchor is there. */
    static SummaryKey key(ProbeSession probe, java.time.Instant anchoredAt) {
        return new SummaryKey(probe.tenant().hash(), anchoredAt, probe.session());
    }

    private static <T> List<T> list(Iterator<T> rows) {
        Iterable<T> all = () -> rows;
        return java.util.stream.StreamSupport.stream(all.spliterator(), false).toList();
    }

    /** In a table that is not there nothing is left. */
    private static <T> List<T> whereThere(Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (Failure failure) {
            if (failure.code() == FailureCode.RESOURCE_MISSING) {
                return Stream.<T>empty().toList();
            }
            throw failure;
        }
    }
}
