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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param ours events that were there, put by a process of this run that did not live to say so
     */
    private record Work(
            SessionBatch batch,
            Instant anchoredAt,
            boolean created,
            boolean fresh,
            List<Event> puts,
            List<Event> added,
            List<Event> ours) {
        SummaryKey key() {
            return new SummaryKey(
                    batch.name().tenant().hash(), anchoredAt, batch.name().session());
        }

        SessionWrite announced(Optional<SessionWrite> before) {
            List<EventMark> marks = Stream.concat(added.stream(), ours.stream())
                    .map(EventMark::of)
                    .collect(Collectors.toCollection(ArrayList::new));
            // What a killed process had announced is this run's, whether it got there or not.
            List<EventMark> earlier = before.map(SessionWrite::events).orElse(List.of()).stream()
                    .filter(mark -> !marks.contains(mark))
                    .toList();
            marks.addAll(earlier);
            return new SessionWrite(batch.name(), anchoredAt, created, batch.last(), marks, earlier);
        }
    }

    private final SessionStore store;
    private final SummaryWriter summaries;
    private final Retention retention;
    private final Journal journal;
    private final boolean readBack;

    /** What killed processes had announced and this one has counted, so that a repeat of it is none of theirs. */
    private final Set<Counted> counted = ConcurrentHashMap.newKeySet();

    /** Sessions that killed processes had begun and of which this one has counted what they cost. */
    private final Set<SessionName> made = ConcurrentHashMap.newKeySet();

    private record Counted(SessionName session, EventMark event) {}

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
     * @return what was written, also what that process wrote without saying so; of the units only those of the latter
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
        int ours = work.stream().mapToInt(w -> w.ours().size()).sum();
        double units = work.stream()
                .flatMap(w -> w.ours().stream())
                .mapToDouble(store::cost)
                .sum();
        return new WriteCounts(
                parcel.sessions().size(),
                puts.size() + ours,
                parcel.events() - puts.size() - ours,
                units + summarize(work, anchors, before));
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
            return new Work(batch, anchor.at(), true, true, batch.events(), batch.events(), List.of());
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
        return new Work(batch, anchor.at(), created, false, puts, added, ours(batch, before, puts));
    }

    /** Those of a batch that a killed process had announced, and that are there; each once. */
    private List<Event> ours(SessionBatch batch, Begun before, List<Event> puts) {
        SessionName name = batch.name();
        Set<EventMark> announced =
                before.intended(name).map(write -> Set.copyOf(write.events())).orElse(Set.of());
        if (announced.isEmpty()) {
            return List.of();
        }
        Set<Event> put = new HashSet<>(puts);
        return batch.events().stream()
                .filter(event -> announced.contains(EventMark.of(event)))
                .filter(event -> counted.add(new Counted(name, EventMark.of(event))) && !put.contains(event))
                .toList();
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

    /** Returns the units that a killed process had spent on anchors and summaries that it made. */
    private double summarize(List<Work> all, Map<SessionId, Anchor> anchors, Begun before) {
        double unsaid = 0;
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
                Optional<SessionSummary> stored = store.summary(work.key());
                if (work.created() && before.knows(name) && made.add(name)) {
                    boolean anchored =
                            !Objects.requireNonNull(anchors.get(name.session())).created();
                    unsaid += (anchored ? 1 : 0) + (stored.isPresent() ? 1 : 0);
                }
                summaries.refresh(name.tenant(), name.session(), work.anchoredAt(), stored);
            }
        }
        return unsaid;
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

        boolean knows(SessionName name) {
            return intended.containsKey(name) || anchoring.contains(name);
        }

        boolean mayHaveAnchored(SessionName name) {
            return anchoring.contains(name);
        }
    }
}
