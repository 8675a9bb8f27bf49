package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.progress.EventMark;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.SessionName;
import io.picasso.analytics.progress.SessionWrite;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Takes back what a run wrote: every event of its journal that is in the table as the run left it, then the summaries
 * that were folded from them, then the anchors it had fixed. What somebody changed since stays. Killed in between, it is
 * run again. For one undo.
 */
public final class BackfillUndo {
    /**
     * What was taken back.
     *
     * @param events deleted, or to be deleted
     * @param changed events that stay, because somebody changed them since
     * @param gone events that were not there any more
     * @param sessions that had rows of this run
     * @param emptied sessions of which nothing is left
     */
    public record Report(long events, long changed, long gone, long sessions, long emptied) {}

    private record Place(String shard, long parcel) {}

    private record Row(SessionName name, StepKey step) {}

    private static final int MOST_QUEUED = 64;

    /** A summary that somebody else keeps changing is left to them. */
    private static final int MOST_ATTEMPTS = 20;

    private final SessionRows rows;
    private final Retention retention;
    private final boolean dryRun;
    private final ExecutorService workers;
    private final BooleanSupplier stop;
    private final LongConsumer listener;
    private final LongAdder events = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder emptied = new LongAdder();
    private final Map<SessionName, SessionWrite> anchoredHere = new ConcurrentHashMap<>();

    /** Of a dry run, rows that may be announced twice: here they are still there when they come again. */
    private final Set<Row> unsure = new HashSet<>();

    private final Set<Row> counted = ConcurrentHashMap.newKeySet();

    /**
     * @param dryRun whether nothing is changed
     * @param workers takes sessions back side by side; bounded
     * @param stop asked for each session; true ends the work
     * @param listener told how many more events were looked at
     */
    public BackfillUndo(
            SessionRows rows,
            Retention retention,
            boolean dryRun,
            ExecutorService workers,
            BooleanSupplier stop,
            LongConsumer listener) {
        this.rows = rows;
        this.retention = retention;
        this.dryRun = dryRun;
        this.workers = workers;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Takes back.
     *
     * @param journal hands the entries of the run's journal over, in order; each time it is asked
     */
    public Report undo(Consumer<Consumer<JournalEntry>> journal) {
        if (dryRun) {
            lost(journal, parcel -> {}).stream()
                    .flatMap(parcel -> parcel.sessions().stream())
                    .forEach(write -> write.events().forEach(mark -> unsure.add(new Row(write.name(), mark.step()))));
        }
        Deque<Future<?>> running = new ArrayDeque<>();
        List<JournalEntry.Intended> lost = lost(journal, parcel -> {
            requireWanted();
            running.add(workers.submit(() -> parcel.sessions().forEach(write -> takeBack(write, true))));
            if (running.size() >= MOST_QUEUED) {
                Waiting.on(running.poll());
            }
        });
        running.forEach(Waiting::on);
        // Killed while it wrote these: some are there, some never came, and some were announced again and are done
        // with.
        lost.forEach(parcel -> parcel.sessions().forEach(write -> takeBack(write, false)));
        // A session that was written in pieces is empty only after its last piece.
        anchoredHere.values().forEach(this::removeAnchor);
        return new Report(events.sum(), changed.sum(), gone.sum(), sessions.sum(), emptied.sum());
    }

    /**
     * The parcels that were announced and are not known to have been written.
     *
     * @param done takes the others, each when the journal says that it was written
     */
    private static List<JournalEntry.Intended> lost(
            Consumer<Consumer<JournalEntry>> journal, Consumer<JournalEntry.Intended> done) {
        Map<Place, JournalEntry.Intended> begun = new HashMap<>();
        List<JournalEntry.Intended> lost = new ArrayList<>();
        journal.accept(entry -> {
            if (entry instanceof JournalEntry.Intended intended) {
                // Attempts at a shard may number their parcels alike.
                Optional.ofNullable(begun.put(new Place(intended.shard(), intended.parcel()), intended))
                        .ifPresent(lost::add);
            } else if (entry instanceof JournalEntry.Done end) {
                Optional.ofNullable(begun.remove(new Place(end.shard(), end.parcel())))
                        .ifPresent(done);
            }
        });
        lost.addAll(begun.values());
        return lost;
    }

    private void requireWanted() {
        if (stop.getAsBoolean()) {
            throw Failure.of(FailureCode.INTERRUPTED, "Stopped before everything was taken back")
                    .next("Run the same command again: it goes on with what is left.");
        }
    }

    /**
     * @param arrived whether all of it is known to have been written
     */
    private void takeBack(SessionWrite write, boolean arrived) {
        SessionName name = write.name();
        Map<StepKey, EventRow> there = new HashMap<>();
        rows.events(name.session()).stream()
                .filter(row -> !row.legacy()
                        && row.event().tenant().hash().equals(name.tenant().hash()))
                .forEach(row -> there.put(row.key().step(), row));
        long deleted = 0;
        for (EventMark mark : write.events()) {
            EventRow row = isTwice(name, mark) ? null : there.get(mark.step());
            if (row == null) {
                gone.add(arrived ? 1 : 0);
            } else if (!rows.isAsWritten(row)
                    || !EventMark.of(row.event()).equals(mark)
                    || (!dryRun && !rows.deleteEvent(row))) {
                changed.increment();
            } else {
                deleted++;
            }
        }
        events.add(deleted);
        sessions.add(deleted > 0 ? 1 : 0);
        if (!dryRun) {
            summarize(write);
            if (write.created()) {
                anchoredHere.put(name, write);
            }
        }
        listener.accept(write.events().size());
    }

    /** Whether a dry run has counted a row before, which a run that deletes does not find any more. */
    private boolean isTwice(SessionName name, EventMark mark) {
        Row row = new Row(name, mark.step());
        return unsure.contains(row) && !counted.add(row);
    }

    /** Sets the summary to the fold of what is left, or takes it away where nothing is. */
    private void summarize(SessionWrite write) {
        SessionName name = write.name();
        SummaryKey key = new SummaryKey(name.tenant().hash(), write.anchoredAt(), name.session());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<SummaryRow> stored = rows.summary(key);
            List<Event> left = left(name);
            Optional<SessionSummary> folded = SessionFold.over(left, retention).summary();
            boolean done;
            if (folded.isPresent()) {
                done = stored.map(row -> row.summary().equals(folded.get())).orElse(false)
                        || rows.replaceSummary(key, stored, folded.get());
            } else {
                done = stored.isEmpty() || rows.deleteSummary(stored.get());
            }
            if (done) {
                return;
            }
        }
        throw Failure.of(FailureCode.CONCURRENT_CHANGE, "The summary of a session was changed by others all the time")
                .where("session " + name.session())
                .next("Run the same command again once its traffic is over.");
    }

    private void removeAnchor(SessionWrite write) {
        SessionName name = write.name();
        if (left(name).isEmpty()) {
            rows.deleteAnchor(name.tenant().hash(), name.session(), write.anchoredAt());
            emptied.increment();
        }
    }

    private List<Event> left(SessionName name) {
        return rows.events(name.session()).stream()
                .map(EventRow::event)
                .filter(event -> event.tenant().hash().equals(name.tenant().hash()))
                .toList();
    }
}
