package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.EventTime;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads sessions exactly and says what is wrong with them. First the rows, then the lake: an event is in the lake before
 * it is in a table, so whatever the rows had must be in what the lake says afterwards.
 */
final class CloseLook {
    /** A session's rows and objects are read on the days between its first and last; longer ones only at both ends. */
    private static final int LONGEST_DAYS = 32;

    /** An object of ours lies under the day of its events; a day around it costs little. */
    static final int NEAR = 1;

    /**
     * The system before this one put a line under the day on which it worked on it, which may be as late as a queue
     * keeps a message. Nothing is called extra, let alone deleted, before those days were searched too.
     */
    static final int FAR = (int) EventTime.MAX_AGE.toDays();

    private final TableSessions tables;
    private final LakeSessions lake;
    private final Function<Deferred, Rules> rules;
    private final Supplier<Deferred> deferred;

    /**
     * @param rules the rules of this moment
     * @param deferred reads the markers
     */
    CloseLook(TableSessions tables, LakeSessions lake, Function<Deferred, Rules> rules, Supplier<Deferred> deferred) {
        this.tables = tables;
        this.lake = lake;
        this.rules = rules;
        this.deferred = deferred;
    }

    /** What one reading found, and what the lake said. */
    record Seen(Findings findings, LakeSession lake) {}

    /**
     * Looks once at sessions of one tenant.
     *
     * @param margin days before and after in which the lake is searched too
     * @param known what the lake said before; an object that is replaced meanwhile may be missed once, not twice
     */
    Map<Suspect, Seen> look(List<Suspect> suspects, int margin, Map<SessionRef, LakeSession> known) {
        Map<Suspect, TableSession> rows = tables.read(suspects);
        SortedSet<LocalDate> days = new TreeSet<>();
        rows.forEach((suspect, session) -> days(suspect, session, margin, days));
        Set<SessionRef> refs = suspects.stream().map(Suspect::ref).collect(Collectors.toSet());
        Map<SessionRef, LakeSession> said = suspects.isEmpty()
                ? Map.of()
                : lake.read(suspects.get(0).tenant().id(), days, refs);
        said.forEach((ref, session) -> {
            LakeSession before = known.get(ref);
            if (before != null) {
                session.addAll(before);
            }
        });
        Rules now = rules.apply(deferred.get());
        Map<Suspect, Seen> seen = new LinkedHashMap<>();
        rows.forEach((suspect, session) -> {
            LakeSession own = said.getOrDefault(suspect.ref(), new LakeSession(Set.of()));
            seen.put(suspect, new Seen(compare(suspect, session, own, now), own));
        });
        return seen;
    }

    private static Findings compare(Suspect suspect, TableSession table, LakeSession lake, Rules rules) {
        Findings findings = new Findings(suspect);
        new EventComparison(rules, lake, findings).compare(table.events());
        new SummaryComparison(rules, lake, findings).compare(table);
        return findings;
    }

    private static void days(Suspect suspect, TableSession table, int margin, SortedSet<LocalDate> days) {
        TreeSet<LocalDate> own = new TreeSet<>(List.of(suspect.first(), suspect.last()));
        table.events().forEach(row -> own.add(UtcTime.day(row.event().occurredAt())));
        for (SummaryRow row : table.summaries()) {
            own.add(UtcTime.day(row.summary().startedAt()));
            own.add(UtcTime.day(row.summary().endedAt()));
        }
        if (own.first().plusDays(LONGEST_DAYS).isAfter(own.last())) {
            own.addAll(own.first().datesUntil(own.last()).toList());
        }
        own.forEach(day -> days.addAll(
                day.minusDays(margin).datesUntil(day.plusDays(margin + 1L)).toList()));
    }
}
