package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Presence;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionAccount;
import io.picasso.analytics.session.SessionRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Accounts for sessions: their numbers, and where each of their events is. Reads only. */
public final class Accounts {
    /** Sessions that are listed although they agree. */
    public static final int MOST_ROWS = 50_000;

    /** Lines of the lake that are held at once, by their size; more make it read the lake in several rounds. */
    private static final long ROUND_BYTES = 48L * 1024 * 1024;

    /** Days that are looked through at most, beyond the retention. */
    private static final int DAYS_OF_GRACE = 30;

    private final ObjectStore lake;
    private final LakeEvents contents;
    private final JsonParser parser;
    private final SessionStore store;
    private final Retention retention;
    private final Clock clock;
    private final long roundBytes;

    public Accounts(
            ObjectStore lake,
            LakeEvents contents,
            JsonParser parser,
            SessionStore store,
            Retention retention,
            Clock clock) {
        this(lake, contents, parser, store, retention, clock, ROUND_BYTES);
    }

    Accounts(
            ObjectStore lake,
            LakeEvents contents,
            JsonParser parser,
            SessionStore store,
            Retention retention,
            Clock clock,
            long roundBytes) {
        this.lake = lake;
        this.contents = contents;
        this.parser = parser;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        this.roundBytes = roundBytes;
    }

    /** The tenants that have rows under a session's id. */
    public List<Tenant> tenantsOf(SessionId session) {
        return store.tenantsOf(session).stream()
                .collect(java.util.stream.Collectors.toMap(Tenant::hash, tenant -> tenant, (one, other) -> one))
                .values()
                .stream()
                .toList();
    }

    /**
     * One session. The lake is read on the days of its events and a day around them.
     *
     * @param wider more days to look through
     * @throws Failure NOT_FOUND when nothing is known of the session on these days
     */
    public AccountedSession session(Tenant tenant, SessionId session, Optional<SessionRange> wider) {
        Instant now = clock.instant();
        DeferredIndex deferred = DeferredIndex.read(lake, parser, tenant);
        SessionRows hints = SessionRows.read(store, tenant, session, now);
        SortedSet<LocalDate> days = new TreeSet<>();
        Stream.of(hints.visible(), hints.expired())
                .flatMap(Collection::stream)
                .forEach(event -> around(UtcTime.day(event.occurredAt()), days));
        hints.stored().ifPresent(summary -> {
            around(UtcTime.day(summary.startedAt()), days);
            around(UtcTime.day(summary.endedAt()), days);
        });
        hints.anchored().ifPresent(at -> around(UtcTime.day(at), days));
        deferred.days(session).forEach(day -> around(day, days));
        wider.ifPresent(range -> days.addAll(days(range, now)));
        LakeScan scan = new LakeScan(lake, contents, tenant);
        SessionAccount account = look(tenant, session, scan, days, deferred, now);
        if (!account.of(Presence.NOT_IN_LAKE).isEmpty()) {
            // An event that came while the lake was read, or lies on another day, is no difference.
            account.of(Presence.NOT_IN_LAKE).forEach(event -> around(UtcTime.day(event.occurredAt()), days));
            account = look(tenant, session, scan, days, deferred, now);
        }
        List<Quarantined> quarantined = new QuarantineSearch(lake, parser).ofSession(tenant, session, days);
        if (account.isEmpty() && quarantined.isEmpty()) {
            throw Failure.of(FailureCode.NOT_FOUND, "There is no session '" + session + "'")
                    .where("tenant " + tenant.id())
                    .why(
                            days.isEmpty()
                                    ? "neither the tables nor a deferred marker know it, so no day of the lake was read"
                                    : "neither the tables nor the lake know it, from " + days.first() + " to "
                                            + days.last())
                    .next("Check --env and --tenant, or say with --from and --to where in the lake to look.");
        }
        return new AccountedSession(tenant, session, account, quarantined, days, scan.unreadable(), now);
    }

    /** Reads the lake first and then the table, as they are written: what comes meanwhile is not taken for lost. */
    private SessionAccount look(
            Tenant tenant,
            SessionId session,
            LakeScan scan,
            SortedSet<LocalDate> days,
            DeferredIndex deferred,
            Instant now) {
        List<Event> events = scan.of(session, days);
        return SessionRows.read(store, tenant, session, now).against(events, deferred.missing(session), retention, now);
    }

    /**
     * The sessions that began in a range.
     *
     * @param listener told how many more sessions were accounted for
     */
    public AccountedRange range(Tenant tenant, SessionRange range, LongConsumer listener) {
        Instant now = clock.instant();
        SortedSet<LocalDate> days = days(range, now);
        LakeScan scan = new LakeScan(lake, contents, tenant);
        RangeAccounting accounting = new RangeAccounting(
                tenant,
                range,
                store,
                new LakeScan(lake, contents, tenant),
                retention,
                DeferredIndex.read(lake, parser, tenant),
                new QuarantineSearch(lake, parser).ofTenant(tenant, days),
                now,
                listener);
        int rounds = (int) Math.min(10_000, 1 + scan.bytes(days) / roundBytes);
        for (int round = 0; round < rounds; round++) {
            accounting.round(scan, days, round, rounds);
        }
        return accounting.result(scan.unreadable());
    }

    private SortedSet<LocalDate> days(SessionRange range, Instant now) {
        LocalDate today = UtcTime.day(now);
        LocalDate first = latest(UtcTime.day(range.from()), today.minusDays(retention.days() + DAYS_OF_GRACE));
        LocalDate last = earliest(UtcTime.day(range.before().minusMillis(1)), today.plusDays(1));
        SortedSet<LocalDate> days = new TreeSet<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            around(day, days);
        }
        return days;
    }

    static void around(LocalDate day, SortedSet<LocalDate> days) {
        days.add(day.minusDays(1));
        days.add(day);
        days.add(day.plusDays(1));
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
