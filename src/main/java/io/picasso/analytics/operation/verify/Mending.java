package io.picasso.analytics.operation.verify;

import io.picasso.analytics.operation.verify.CloseLook.Seen;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Retention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Mends sessions of one tenant side by side, by what a look at them says at that moment. */
final class Mending {
    private final CloseLook look;
    private final SessionRows rows;
    private final SessionStore store;
    private final Retention retention;
    private final ExecutorService workers;

    Mending(CloseLook look, SessionRows rows, SessionStore store, Retention retention, ExecutorService workers) {
        this.look = look;
        this.rows = rows;
        this.store = store;
        this.retention = retention;
        this.workers = workers;
    }

    Mended mend(List<Suspect> suspects) {
        Map<Suspect, Seen> seen = new LinkedHashMap<>(look.look(suspects, CloseLook.NEAR, Map.of()));
        List<Suspect> extra = suspects.stream()
                .filter(suspect -> Optional.ofNullable(seen.get(suspect))
                        .filter(one -> one.findings().hasExtra())
                        .isPresent())
                .toList();
        seen.putAll(look.look(extra, CloseLook.FAR, Map.of()));
        List<Findings> wrong = seen.values().stream()
                .map(Seen::findings)
                .filter(findings -> findings.differences().stream().anyMatch(Difference::mendable))
                .toList();
        List<Future<Mended>> working = wrong.stream()
                .map(findings -> workers.submit(() -> new SessionMending(findings, rows, store, retention).mend()))
                .toList();
        return working.stream().map(TableSessions::waited).reduce(Mended.NOTHING, Mended::plus);
    }
}
