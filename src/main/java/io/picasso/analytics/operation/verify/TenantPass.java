package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.verify.LakeFolder.Item;
import io.picasso.analytics.operation.verify.LakeFolder.Part;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.session.EventDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * Goes once over a tenant's lake, events and summaries, day by day, and names the sessions whose numbers do not agree.
 * Memory holds the sessions of about three days, each in a few numbers.
 */
final class TenantPass {
    /** Days before and after the range that are read too: a session that crosses its end is then whole most times. */
    private static final int MARGIN = 1;

    /** A session without an event on so many days is over; if it goes on later, both parts are read exactly. */
    private static final int SILENT_DAYS = 2;

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private static final int OBJECTS_AHEAD = 8;
    private static final int PAGES_AHEAD = 4;

    /** Events of a day that are remembered to notice repeats; of more, a repeat makes its session be read exactly. */
    private static final int MOST_REMEMBERED = 2_000_000;

    private record LakeEvent(SessionRef ref, long identity, long content, boolean meant, boolean expired) {}

    private final Tenant tenant;
    private final VerifyRequest request;
    private final Rules rules;
    private final SessionRows rows;
    private final LakeFolder folder;
    private final ExecutorService workers;
    private final Tally tally;
    private final Suspects suspects;
    private final Listener listener;
    private final boolean first;
    private final Set<String> otherHashes = new TreeSet<>();
    private final Map<SessionRef, OpenSession> open = new HashMap<>();
    private final Numbers seen = new Numbers(MOST_REMEMBERED);

    /** Told how many more events were read; may throw to end the work. */
    interface Listener {
        void read(int events);
    }

    /**
     * @param first whether the tenant's folder was not read before, under another hash
     */
    TenantPass(
            Tenant tenant,
            boolean first,
            VerifyRequest request,
            Rules rules,
            SessionRows rows,
            LakeFolder folder,
            ExecutorService workers,
            Tally tally,
            Suspects suspects,
            Listener listener) {
        this.tenant = tenant;
        this.first = first;
        this.request = request;
        this.rules = rules;
        this.rows = rows;
        this.folder = folder;
        this.workers = workers;
        this.tally = tally;
        this.suspects = suspects;
        this.listener = listener;
    }

    /**
     * Goes over everything of the tenant, and has the suspects looked at.
     *
     * @return other hashes that lines of the tenant's folder carry
     */
    Set<String> run() {
        Instant from = request.from().map(day -> start(day.minusDays(MARGIN))).orElse(UtcTime.MIN);
        Instant before =
                request.to().map(day -> start(day.plusDays(MARGIN + 1L))).orElse(UtcTime.MAX);
        Anchors anchors = new Anchors(
                rows,
                tenant,
                request.from().map(TenantPass::start).orElse(UtcTime.MIN),
                request.to().map(day -> start(day.plusDays(1))).orElse(UtcTime.MAX),
                oldest(),
                this::counts);
        try (Ahead<Item, Part<LakeEvent>> lake = new Ahead<>(
                objects(from, before),
                (item, taker) -> folder.read(item, this::digest, taker),
                workers,
                OBJECTS_AHEAD)) {
            Peeking<Part<LakeEvent>> parts = new Peeking<>(lake, Part::day);
            Peeking<EventRow> events = new Peeking<>(
                    rows(latest(from, oldest()), before),
                    row -> UtcTime.day(row.event().occurredAt()));
            Peeking<SummaryRow> summaries = new Peeking<>(
                    rows.summaries(tenant.hash(), from, before),
                    row -> UtcTime.day(row.key().anchoredAt()));
            for (Optional<LocalDate> day = first(parts, events, summaries);
                    day.isPresent();
                    day = first(parts, events, summaries)) {
                LocalDate today = day.get();
                seen.clear();
                parts.take(today, this::lakePart);
                events.take(today, row -> tableRow(row, today));
                summaries.take(today, row -> summaryRow(row, today, anchors));
                finish(today.minusDays(SILENT_DAYS - 1L));
            }
        }
        finish(LocalDate.MAX);
        suspects.lookAtAll();
        Anchors.Count count = anchors.compare(suspects::addUnlessRead);
        tally.anchors += count.all();
        tally.expiredAnchors += count.expired();
        suspects.lookAtAll();
        return otherHashes;
    }

    /**
     * The tenant's events in the table. Most lie between the first day of its lake and now: asked for as a range of its
     * own, nothing has to be guessed about how long the emptiness around it is.
     */
    private Iterator<EventRow> rows(Instant from, Instant before) {
        Instant begin =
                within(folder.firstDay(tenant.id()).map(TenantPass::start).orElse(from), from, before);
        Instant end = within(rules.now().plus(CLOCKS_DIFFER), begin, before);
        return new Joined<>(List.of(() -> rowsOf(from, begin), () -> rowsOf(begin, end), () -> rowsOf(end, before)));
    }

    private Iterator<EventRow> rowsOf(Instant from, Instant before) {
        return rows.events(tenant.hash(), from, before, PAGES_AHEAD);
    }

    /** Before this, everything is past its retention. */
    private Instant oldest() {
        return start(
                UtcTime.day(rules.now().minus(Duration.ofDays(rules.retention().days()))));
    }

    private Iterator<Item> objects(Instant from, Instant before) {
        LocalDate oldest = UtcTime.day(oldest());
        LocalDate begin = UtcTime.day(from);
        LocalDate last = UtcTime.day(before.minusMillis(1));
        return folder.objects(tenant.id(), day -> {
            if (day.isBefore(oldest)) {
                tally.expiredObjects += first && request.includes(day) ? 1 : 0;
                return false;
            }
            return !day.isBefore(begin) && !day.isAfter(last);
        });
    }

    private Optional<LakeEvent> digest(Event event) {
        return Optional.of(new LakeEvent(
                SessionRef.of(event),
                EventDigest.identity(event.fingerprint()),
                EventDigest.content(event),
                request.includes(UtcTime.day(event.occurredAt())),
                rules.isExpired(event)));
    }

    private void lakePart(Part<LakeEvent> part) {
        if (first) {
            tally.lakeObjects += part.last() && !part.gone() ? 1 : 0;
            tally.unreadable(part.unreadable());
        }
        for (LakeEvent event : part.events()) {
            if (!event.ref().tenantHash().equals(tenant.hash())) {
                otherHashes.add(event.ref().tenantHash());
            } else if (event.expired()) {
                tally.expired += event.meant() ? 1 : 0;
            } else if (seen.add(event.identity())) {
                tally.lakeEvents += event.meant() ? 1 : 0;
                session(event.ref()).inLake(event.content(), part.day(), event.meant());
            }
        }
        listener.read(part.events().size());
    }

    private void tableRow(EventRow row, LocalDate day) {
        if (!rules.isExpired(row.event())) {
            boolean meant = request.includes(day);
            tally.tableEvents += meant ? 1 : 0;
            session(SessionRef.of(row.event())).inTable(row.event(), row.legacy(), day, meant);
        }
        listener.read(1);
    }

    private void summaryRow(SummaryRow row, LocalDate day, Anchors anchors) {
        if (!counts(row)) {
            return;
        }
        boolean meant = request.includes(day);
        tally.summaries += meant ? 1 : 0;
        boolean sound = row.messages() == row.summary().counters().messages()
                && row.sessionId().equals(row.key().session().value())
                && row.tenantId().equals(tenant.id());
        session(new SessionRef(tenant.hash(), row.key().session()))
                .summary(row.summary(), sound, row.key().anchoredAt(), meant);
        anchors.summary(row.key());
    }

    private boolean counts(SummaryRow row) {
        return !rules.isExpired(row.summary().ttl());
    }

    private OpenSession session(SessionRef ref) {
        return open.computeIfAbsent(ref, r -> new OpenSession());
    }

    private void finish(LocalDate day) {
        Iterator<Map.Entry<SessionRef, OpenSession>> sessions = open.entrySet().iterator();
        while (sessions.hasNext()) {
            Map.Entry<SessionRef, OpenSession> entry = sessions.next();
            OpenSession session = entry.getValue();
            if (session.isOver(day)) {
                sessions.remove();
                if (session.isMeant() && !session.agrees()) {
                    suspects.add(session.suspect(tenant.id(), entry.getKey()));
                }
            }
        }
    }

    private static Optional<LocalDate> first(Peeking<?>... all) {
        return Stream.of(all).flatMap(one -> one.day().stream()).min(LocalDate::compareTo);
    }

    private static Instant within(Instant time, Instant from, Instant before) {
        return time.isBefore(from) ? from : time.isAfter(before) ? before : time;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
