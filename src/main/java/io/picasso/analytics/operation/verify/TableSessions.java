package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads sessions from the tables, many side by side. */
final class TableSessions {
    private final SessionRows rows;
    private final ExecutorService workers;

    TableSessions(SessionRows rows, ExecutorService workers) {
        this.rows = rows;
        this.workers = workers;
    }

    /** The sessions as they are now, in the same order. */
    Map<Suspect, TableSession> read(List<Suspect> suspects) {
        Map<Suspect, Future<TableSession>> reading = new LinkedHashMap<>();
        suspects.forEach(suspect -> reading.put(suspect, workers.submit(() -> read(suspect))));
        Map<Suspect, TableSession> sessions = new LinkedHashMap<>();
        reading.forEach((suspect, session) -> sessions.put(suspect, waited(session)));
        return sessions;
    }

    /** A session as it is now. The summary is read before the events, so that it cannot be ahead of them. */
    TableSession read(Suspect suspect) {
        SessionRef ref = suspect.ref();
        Optional<AnchorRow> anchor = rows.anchor(ref.tenantHash(), ref.session());
        TreeSet<Instant> times = new TreeSet<>(suspect.summaries());
        anchor.flatMap(AnchorRow::at).ifPresent(times::add);
        List<SummaryRow> summaries = new ArrayList<>(summaries(ref, times));
        List<EventRow> events = rows.events(ref.session());
        // Whoever writes a summary without an anchor takes the earliest time he knows.
        Optional<Instant> earliest = events.stream()
                .map(EventRow::event)
                .filter(event -> event.tenant().hash().equals(ref.tenantHash()))
                .map(Event::occurredAt)
                .min(Instant::compareTo)
                .filter(time -> !times.contains(time));
        earliest.ifPresent(time -> summaries.addAll(summaries(ref, new TreeSet<>(List.of(time)))));
        return new TableSession(events, anchor, summaries);
    }

    private List<SummaryRow> summaries(SessionRef ref, TreeSet<Instant> times) {
        return times.stream()
                .flatMap(time -> rows.summary(new SummaryKey(ref.tenantHash(), time, ref.session())).stream())
                .toList();
    }

    static <T> T waited(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while reading")
                    .cause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
