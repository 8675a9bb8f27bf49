package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.SummaryWriter;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.Anchor;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.port.SessionStore.Unwritten;
import io.picasso.analytics.progress.EventMark;
import io.picasso.analytics.progress.JournalEntry.Anchoring;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Intended;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.SessionName;
import io.picasso.analytics.progress.SessionWrite;
import io.picasso.analytics.progress.WriteCounts;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the sessions of a parcel: anchors, events, summaries, each announced in the journal before it is done.
 *
 * <p>A session nobody has written about is folded in memory: its summary is written on the condition that there is none,
 * so that a live writer who comes in between is noticed. Everything else is read back, as the live path does it. Safe
 * for many threads.
 */
final class ParcelWriter {
    /**
     * What is to be done about one session.
     *
     * @param puts events to write
     * @param added those of them that were not there in any form
     */
    private record Work(
            SessionBatch batch,
            Instant anchoredAt,
            boolean created,
            boolean fresh,
            List<Event> puts,
            List<Event> added) {
        SummaryKey key() {
            return new SummaryKey(
                    batch.name().tenant().hash(), anchoredAt, batch.name().session());
        }

        SessionWrite announced(Optional<SessionWrite> before) {
            List<EventMark> marks = added.stream().map(EventMark::of).collect(Collectors.toCollection(ArrayList::new));
            // What a killed process had announced is this run's, whether it got there or not.
            before.ifPresent(write -> write.events().stream()
                    .filter(mark -> !marks.contains(mark))
                    .forEach(marks::add));
            return new SessionWrite(batch.name(), anchoredAt, created, batch.last(), marks);
        }
    }

    private final SessionStore store;
    private final SummaryWriter summaries;
    private final Retention retention;
    private final Journal journal;
    private final boolean readBack;

    /**
     * @param readBack whether there may be rows of sessions that have no anchor, so that every session is read back
     */
    ParcelWriter(SessionStore store, Retention retention, Journal journal, boolean readBack) {
        this.store = store;
        this.summaries = new SummaryWriter(store, retention);
        this.retention = retention;
        this.journal = journal;
        this.readBack = readBack;
    }

    /**
     * Writes a parcel. After a failure it may be written again, in whole.
     *
     * @param before what a process before this one had begun in this shard
     */
    WriteCounts write(Parcel parcel, Begun before) {
        journal.append(new Anchoring(
                parcel.shard(),
                parcel.number(),
                parcel.sessions().stream().map(SessionBatch::name).toList()));
        Map<SessionId, Anchor> anchors = anchors(parcel);
        List<Work> work = parcel.sessions().stream()
                .map(s -> prepare(s, Objects.requireNonNull(anchors.get(s.name().session())), before))
                .toList();
        journal.append(new Intended(
                parcel.shard(),
                parcel.number(),
                work.stream()
                        .map(w -> w.announced(before.intended(w.batch().name())))
                        .toList()));
        List<Event> puts = work.stream().flatMap(w -> w.puts().stream()).toList();
        if (!puts.isEmpty()) {
            Unwritten unwritten = store.putEvents(puts);
            if (unwritten.why().isPresent()) {
                throw unwritten.why().get();
            }
        }
        summarize(work);
        return new WriteCounts(parcel.sessions().size(), puts.size(), parcel.events() - puts.size(), 0);
    }

    /** Says in the journal that a parcel is written. */
    void done(Done entry) {
        journal.append(entry);
    }

    private Map<SessionId, Anchor> anchors(Parcel parcel) {
        Tenant tenant = parcel.sessions().get(0).name().tenant();
        Map<SessionId, Anchor> anchors = new HashMap<>();
        Map<SessionId, Instant> wanted = new LinkedHashMap<>();
        for (SessionBatch batch : parcel.sessions()) {
            SessionId session = batch.name().session();
            // Looking costs less than a write that changes nothing, where most sessions are known.
            Optional<Instant> known = readBack ? store.findAnchor(tenant.hash(), session) : Optional.empty();
            known.ifPresentOrElse(
                    at -> anchors.put(session, new Anchor(at, false)), () -> wanted.put(session, batch.earliest()));
        }
        if (!wanted.isEmpty()) {
            anchors.putAll(store.anchors(tenant, wanted));
        }
        return anchors;
    }

    private Work prepare(SessionBatch batch, Anchor anchor, Begun before) {
        SessionName name = batch.name();
        boolean ours = before.intended(name).map(SessionWrite::created).orElse(false)
                || anchor.created()
                || before.mayHaveAnchored(name);
        if (anchor.created() && !readBack) {
            return new Work(batch, anchor.at(), true, true, batch.events(), batch.events());
        }
        Map<Fingerprint, StoredEvent> present = new HashMap<>();
        List<StoredEvent> rows = store.events(name.tenant().hash(), name.session());
        rows.stream()
                .filter(row -> !row.legacy())
                .forEach(row -> present.put(row.event().fingerprint(), row));
        List<Event> puts = batch.events().stream()
                .filter(event -> isBetter(event, Optional.ofNullable(present.get(event.fingerprint()))))
                .toList();
        // An anchor that was there before has to be somebody else's, unless nothing else of the session is there.
        boolean created = ours && (anchor.created() || before.intended(name).isPresent() || rows.isEmpty());
        List<Event> added = puts.stream()
                .filter(event -> !present.containsKey(event.fingerprint()))
                .toList();
        return new Work(batch, anchor.at(), created, false, puts, added);
    }

    /**
     * A row that is there stays, unless our own clock had to stand for its time, and the event brings its producer's or
     * an earlier one.
     */
    private static boolean isBetter(Event event, Optional<StoredEvent> row) {
        return row.map(StoredEvent::event)
                .map(there -> there.time().skewed()
                        && (!event.time().skewed() || event.occurredAt().isBefore(there.occurredAt())))
                .orElse(true);
    }

    private void summarize(List<Work> all) {
        Map<SummaryKey, SessionSummary> fresh = new LinkedHashMap<>();
        all.stream()
                .filter(Work::fresh)
                .forEach(work -> SessionFold.over(work.batch().events(), retention)
                        .summary()
                        .ifPresent(summary -> fresh.put(work.key(), summary)));
        Set<SummaryKey> refused = fresh.isEmpty() ? Set.of() : store.addSummaries(fresh);
        for (Work work : all) {
            if (!fresh.containsKey(work.key()) || refused.contains(work.key())) {
                SessionName name = work.batch().name();
                summaries.refresh(name.tenant(), name.session(), work.anchoredAt(), store.summary(work.key()));
            }
        }
    }

    /** What a process before this one had begun and is not known to have finished. */
    record Begun(Map<SessionName, SessionWrite> intended, Set<SessionName> anchoring) {
        static final Begun NOTHING = new Begun(Map.of(), Set.of());

        static Begun of(RunState.Shard shard) {
            return new Begun(shard.begun(), shard.anchoring());
        }

        Optional<SessionWrite> intended(SessionName name) {
            return Optional.ofNullable(intended.get(name));
        }

        boolean mayHaveAnchored(SessionName name) {
            return anchoring.contains(name);
        }
    }
}
