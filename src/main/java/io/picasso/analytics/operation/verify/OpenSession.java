package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.session.EventDigest;
import io.picasso.analytics.session.FoldDigest;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** The numbers of one session, from the lake and from the tables, while its days go by. */
final class OpenSession {
    private final FoldDigest fold = new FoldDigest();
    private long lakeSum;
    private long tableSum;
    private int lakeEvents;
    private int tableEvents;
    private long summaryFigures;
    private int summaries;
    private long summaryAt;
    private Set<Instant> moreSummaries = Set.of();
    private boolean odd;
    private boolean meant;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;

    void inLake(long content, LocalDate day, boolean inRange) {
        lakeSum += content;
        lakeEvents++;
        seen(day, inRange);
    }

    void inTable(Event event, boolean bare, LocalDate day, boolean inRange) {
        tableSum += EventDigest.content(event);
        tableEvents++;
        fold.add(event);
        odd |= bare;
        seen(day, inRange);
    }

    void summary(SessionSummary summary, boolean sound, Instant at, boolean inRange) {
        if (summaries > 0) {
            if (moreSummaries.isEmpty()) {
                moreSummaries = new HashSet<>();
            }
            moreSummaries.add(at);
        } else {
            summaryAt = at.toEpochMilli();
            summaryFigures = EventDigest.figures(summary);
        }
        summaries++;
        odd |= !sound;
        seen(UtcTime.day(at), inRange);
    }

    private void seen(LocalDate day, boolean inRange) {
        int number = (int) day.toEpochDay();
        firstDay = Math.min(firstDay, number);
        lastDay = Math.max(lastDay, number);
        meant |= inRange;
    }

    /** Whether nothing was seen of it on that day or later. */
    boolean isOver(LocalDate day) {
        return lastDay < day.toEpochDay();
    }

    /** Whether anything of it lies in the range that was asked for. */
    boolean isMeant() {
        return meant;
    }

    /** Whether all its numbers agree. */
    boolean agrees() {
        return !odd
                && lakeEvents == tableEvents
                && lakeSum == tableSum
                && summaries == 1
                && summaryFigures == fold.figures();
    }

    Suspect suspect(String tenantId, SessionRef ref) {
        Set<Instant> times = new HashSet<>(moreSummaries);
        if (summaries > 0) {
            times.add(Instant.ofEpochMilli(summaryAt));
        }
        return new Suspect(
                new Tenant(tenantId, ref.tenantHash()),
                ref,
                LocalDate.ofEpochDay(firstDay),
                LocalDate.ofEpochDay(lastDay),
                times,
                Math.max(lakeEvents, tableEvents));
    }
}
