package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.Producer;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.account.AccountedRange.Row;
import io.picasso.analytics.operation.account.AccountedRange.Sums;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.SummaryPage;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Presence;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionAccount;
import io.picasso.analytics.session.SessionRange;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Goes through the sessions of a range in rounds, each over a share of the session ids, so that memory holds the lake's
 * events of one share at a time.
 */
final class RangeAccounting {
    private static final int PAGE = 500;

    /** Each reads days of the lake for one session. */
    private static final int MOST_SECOND_LOOKS = 200;

    private final Tenant tenant;
    private final SessionRange range;
    private final SessionStore store;
    private final LakeScan again;
    private final Retention retention;
    private final DeferredIndex deferred;
    private final Instant now;
    private final LongConsumer listener;

    private final Map<SessionId, Integer> quarantined = new TreeMap<>();
    private final List<Quarantined> unassigned = new ArrayList<>();
    private final Map<Presence, Long> presence = new EnumMap<>(Presence.class);
    private final List<Row> rows = new ArrayList<>();
    private int secondLooks;
    private long agreeing;
    private long left;
    private long rejected;
    private Sums summaries = Sums.ZERO;
    private Sums table = Sums.ZERO;
    private Sums lake = Sums.ZERO;

    RangeAccounting(
            Tenant tenant,
            SessionRange range,
            SessionStore store,
            LakeScan again,
            Retention retention,
            DeferredIndex deferred,
            List<Quarantined> found,
            Instant now,
            LongConsumer listener) {
        this.tenant = tenant;
        this.range = range;
        this.store = store;
        this.again = again;
        this.retention = retention;
        this.deferred = deferred;
        this.now = now;
        this.listener = listener;
        for (Quarantined one : found) {
            one.session()
                    .ifPresentOrElse(session -> quarantined.merge(session, 1, Integer::sum), () -> unassigned.add(one));
        }
    }

    void round(LakeScan scan, SortedSet<LocalDate> days, int round, int rounds) {
        Map<SessionId, Map<Fingerprint, Event>> events = new HashMap<>();
        scan.read(days, event -> {
            if (Math.floorMod(event.session().hashCode(), rounds) == round) {
                events.computeIfAbsent(event.session(), s -> new HashMap<>(4))
                        .merge(event.fingerprint(), bare(event), Event::or);
            }
        });
        Optional<String> before = Optional.empty();
        do {
            SummaryPage page =
                    store.summaries(new SummaryRange(tenant.hash(), range.from(), range.before(), before), PAGE);
            page.summaries().stream()
                    .map(stored -> stored.summary().session())
                    .filter(session -> Math.floorMod(session.hashCode(), rounds) == round)
                    .forEach(session -> account(session, take(events, session), true));
            before = page.next();
        } while (before.isPresent());
        // What is left has no summary in the range: its tables are behind, or it began at another time.
        List<SessionId> others = events.keySet().stream().sorted().toList();
        others.forEach(session -> account(session, take(events, session), false));
        List<SessionId> onlyRejected = quarantined.keySet().stream()
                .filter(session -> Math.floorMod(session.hashCode(), rounds) == round)
                .toList();
        onlyRejected.forEach(session -> account(session, List.of(), false));
    }

    AccountedRange result(long unreadable) {
        rows.sort(Comparator.comparing((Row row) -> row.startedAt().orElse(Instant.MIN))
                .reversed()
                .thenComparing(Row::session));
        return new AccountedRange(
                tenant, range, rows, left, summaries, table, lake, presence, rejected, unassigned, unreadable, now);
    }

    private static Collection<Event> take(Map<SessionId, Map<Fingerprint, Event>> events, SessionId session) {
        Map<Fingerprint, Event> taken = events.remove(session);
        return taken == null ? List.of() : taken.values();
    }

    private void account(SessionId session, Collection<Event> events, boolean summarised) {
        SessionRows found = SessionRows.read(store, tenant, session, now);
        SessionAccount first = found.against(events, deferred.missing(session), retention, now);
        boolean lookAgain = !first.of(Presence.NOT_IN_LAKE).isEmpty() && secondLooks++ < MOST_SECOND_LOOKS;
        SessionAccount account = lookAgain ? lookAgain(session, found, events, first) : first;
        Optional<Instant> start = account.stored()
                .map(SessionSummary::startedAt)
                .or(() -> account.events().values().stream()
                        .flatMap(List::stream)
                        .map(Event::occurredAt)
                        .min(Instant::compareTo));
        Optional<Instant> placed = found.anchored().or(() -> start);
        boolean elsewhere = placed.filter(at -> at.isBefore(range.from()) || !at.isBefore(range.before()))
                .isPresent();
        int inQuarantine = Optional.ofNullable(quarantined.remove(session)).orElse(0);
        boolean nothingLeft = inQuarantine == 0
                && account.stored().isEmpty()
                && account.counted().isEmpty()
                && account.lake().isEmpty();
        if ((!summarised && elsewhere) || nothingLeft) {
            return; // of another range, or past its retention altogether
        }
        List<String> reasons = new ArrayList<>(account.reasons());
        if (inQuarantine > 0) {
            reasons.add(inQuarantine + " rejected, in quarantine; mend the cause, then 'process quarantine'");
        }
        rejected += inQuarantine;
        Sums summary = account.stored().map(s -> sums(s.counters())).orElse(Sums.ZERO);
        Sums rowsOf = sums(account.counted());
        Sums lakeOf = sums(account.lake());
        add(new Row(session, start, summary, rowsOf, lakeOf, inQuarantine, reasons));
        account.events().forEach((where, some) -> presence.merge(where, (long) some.size(), Long::sum));
        summaries = summaries.plus(summary);
        table = table.plus(rowsOf);
        lake = lake.plus(lakeOf);
        listener.accept(1);
    }

    /** An event that came while the lake was read, or lies on a day after the range, is no difference. */
    private SessionAccount lookAgain(
            SessionId session, SessionRows found, Collection<Event> events, SessionAccount account) {
        SortedSet<LocalDate> days = new TreeSet<>();
        account.of(Presence.NOT_IN_LAKE).forEach(event -> Accounts.around(UtcTime.day(event.occurredAt()), days));
        List<Event> more = new ArrayList<>(events);
        again.of(session, days).forEach(event -> more.add(bare(event)));
        return found.against(more, deferred.missing(session), retention, now);
    }

    private void add(Row row) {
        if (row.reasons().isEmpty() && ++agreeing > Accounts.MOST_ROWS) {
            left++;
        } else {
            rows.add(row);
        }
    }

    private static Sums sums(Counters counters) {
        return new Sums(1, counters.events(), counters.userMessages(), counters.botMessages());
    }

    private static Sums sums(List<Event> events) {
        return new Sums(
                events.isEmpty() ? 0 : 1,
                events.size(),
                count(events, EventType.MESSAGE_SENT),
                count(events, EventType.MESSAGE_RECEIVED));
    }

    private static long count(List<Event> events, EventType type) {
        return events.stream().filter(event -> event.type().equals(type)).count();
    }

    /** Without what only the fold over the table's own rows needs. */
    private static Event bare(Event event) {
        return new Event(
                event.tenant(),
                event.session(),
                event.step(),
                event.type(),
                JsonObject.EMPTY,
                event.time(),
                event.fingerprint(),
                Producer.UNNAMED);
    }
}
