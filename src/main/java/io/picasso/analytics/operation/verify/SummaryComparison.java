package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.AnchorKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.verify.Difference.Kind;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.SummaryDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compares the summary rows and the anchor of a session with the fold over the events it should have. */
final class SummaryComparison {
    /** The row with most events first, then the earliest. */
    private static final Comparator<SummaryRow> FULLEST = Comparator.comparingLong(
                    (SummaryRow row) -> -row.summary().counters().events())
            .thenComparing(row -> row.key().anchoredAt());

    private final Rules rules;
    private final LakeSession lake;
    private final Findings findings;

    SummaryComparison(Rules rules, LakeSession lake, Findings findings) {
        this.rules = rules;
        this.lake = lake;
        this.findings = findings;
    }

    /** To be called after the events were compared. */
    void compare(TableSession table) {
        List<SummaryRow> rows = table.summaries().stream()
                .filter(row -> !rules.isExpired(row.summary().ttl()))
                .toList();
        fold(findings.truth.values()).ifPresentOrElse(folded -> compare(table, rows, folded), () -> {
            orphans(rows);
            if (!findings.partlyExpired && rows.size() == table.summaries().size()) {
                table.anchor().ifPresent(anchor -> anchor.at().ifPresent(time -> orphan(anchor, time)));
            }
        });
    }

    private Optional<SessionSummary> fold(Collection<Event> events) {
        return SessionFold.over(events, rules.retention()).summary();
    }

    private void orphans(List<SummaryRow> rows) {
        findings.wrongSummaries.addAll(rows);
        if (!findings.ownRows.isEmpty() || findings.partlyExpired) {
            return; // its events are named already, or have just expired
        }
        for (SummaryRow row : rows) {
            if (rules.isYoung(row.summary().endedAt())) {
                findings.inFlight++;
            } else {
                findings.report(
                        Kind.SUMMARY_WITHOUT_EVENTS,
                        row.key().sort(),
                        "it counts " + row.summary().counters().events() + " events; neither lake nor table has any");
            }
        }
    }

    /** An anchor outlives its session; but one whose session cannot have expired is to have one. */
    private void orphan(AnchorRow anchor, Instant time) {
        // Where a row is left, that is named already, and the anchor goes with it.
        boolean alone = findings.ownRows.isEmpty() && findings.wrongSummaries.isEmpty();
        if (rules.isExpired(rules.retention().expiryOf(time))) {
            return;
        }
        if (rules.deferred().names(findings.suspect().ref())) {
            findings.deferred += alone ? 1 : 0;
        } else if (rules.isYoung(time)) {
            findings.inFlight += alone ? 1 : 0;
        } else if (rules.isOlderThanLake(time)) {
            findings.olderThanLake += alone ? 1 : 0;
        } else if (lake.sees(time)) {
            findings.orphan = Optional.of(anchor);
            if (alone) {
                findings.report(Kind.ANCHOR_ALONE, anchorSort(), "it fixes " + UtcTime.format(time));
            }
        } else if (alone) {
            findings.reportOnly(
                    Kind.ANCHOR_ALONE,
                    anchorSort(),
                    "it fixes " + UtcTime.format(time)
                            + "; the lake cannot be read in full on that day, so it is not to be deleted");
        }
    }

    private String anchorSort() {
        return new AnchorKey(
                        findings.suspect().ref().tenantHash(),
                        findings.suspect().ref().session())
                .sort();
    }

    private void compare(TableSession table, List<SummaryRow> rows, SessionSummary folded) {
        Optional<Instant> anchored = table.anchor().flatMap(AnchorRow::at);
        Instant time = rightTime(anchored, rows, folded);
        findings.keyTime = Optional.of(time);
        Optional<SummaryRow> kept = at(rows, time).or(() -> rows.stream().min(FULLEST));
        rows.stream().filter(row -> !at(row, time)).forEach(findings.wrongSummaries::add);
        rows.stream()
                .filter(row -> !kept.equals(Optional.of(row)))
                .forEach(row -> findings.report(
                        Kind.SUMMARY_SECOND, row.key().sort(), "the session's summary is at " + UtcTime.format(time)));
        anchor(table.anchor(), anchored, kept, time);
        kept.ifPresentOrElse(row -> summary(row, folded), () -> noSummary(folded));
    }

    /** Any time the key can have that an event of the session brought; the anchor's, where it is possible at all. */
    private Instant rightTime(Optional<Instant> anchored, List<SummaryRow> rows, SessionSummary folded) {
        return anchored.filter(time -> at(rows, time).isPresent() || possible(time, folded) || findings.partlyExpired)
                .or(() -> rows.stream()
                        .filter(row -> possible(row.key().anchoredAt(), folded))
                        .min(FULLEST)
                        .map(row -> row.key().anchoredAt()))
                .or(() -> rows.stream().min(FULLEST).map(row -> row.key().anchoredAt()))
                .orElse(folded.startedAt());
    }

    private static boolean possible(Instant time, SessionSummary folded) {
        return !time.isBefore(folded.startedAt()) && !time.isAfter(folded.endedAt());
    }

    private static Optional<SummaryRow> at(List<SummaryRow> rows, Instant time) {
        return rows.stream().filter(row -> at(row, time)).findFirst();
    }

    private static boolean at(SummaryRow row, Instant time) {
        return row.key().anchoredAt().equals(time);
    }

    private void anchor(
            Optional<AnchorRow> anchor, Optional<Instant> anchored, Optional<SummaryRow> kept, Instant time) {
        String subject = anchorSort();
        if (anchor.isEmpty()) {
            if (kept.isPresent() || (!findings.ownRows.isEmpty() && !isPending())) {
                findings.report(Kind.ANCHOR_MISSING, subject, "the summary's time is " + UtcTime.format(time));
            }
            return;
        }
        findings.anchorWrong = !anchored.equals(Optional.of(time));
        boolean elsewhere = kept.filter(
                        row -> !anchored.equals(Optional.of(row.key().anchoredAt())))
                .isPresent();
        if (elsewhere || findings.anchorWrong) {
            findings.report(
                    Kind.ANCHOR_DIFFERS,
                    subject,
                    "it fixes "
                            + (anchored.isPresent()
                                    ? anchor.get().startedAt()
                                    : "'" + anchor.get().startedAt() + "', which is no time")
                            + kept.map(row -> "; the summary is at "
                                            + UtcTime.format(row.key().anchoredAt()))
                                    .orElse("; no event can have brought that"));
        }
    }

    private void noSummary(SessionSummary folded) {
        if (findings.ownRows.isEmpty() || findings.partlyExpired) {
            return; // its events are missing, which is said already
        }
        if (isPending()) {
            explain();
        } else {
            findings.report(
                    Kind.SUMMARY_MISSING,
                    SummaryKey.bound(findings.keyTime.orElse(folded.startedAt())) + "#" + folded.session(),
                    folded.counters().events() + " events have none");
        }
    }

    private void summary(SummaryRow row, SessionSummary folded) {
        List<String> differing = differing(row, folded, rules.now());
        if (differing.isEmpty() || findings.partlyExpired) {
            return;
        }
        if (isPending()) {
            explain();
        } else {
            findings.report(Kind.SUMMARY_DIFFERS, row.key().sort(), String.join("; ", differing));
        }
    }

    /** Whether the summary need not be up to date: an event is on its way, or a marker says that it is behind. */
    private boolean isPending() {
        return rules.deferred().names(findings.suspect().ref())
                || findings.inFlight > 0
                || findings.truth.values().stream().anyMatch(rules::isYoung);
    }

    private void explain() {
        if (rules.deferred().names(findings.suspect().ref())) {
            findings.deferred++;
        } else {
            findings.inFlight++;
        }
    }

    /** Where a row does not say what the fold says, in words. */
    static List<String> differing(SummaryRow row, SessionSummary folded, Instant now) {
        List<String> differing = new ArrayList<>(SummaryDifference.between(row.summary(), folded, now).stream()
                .map(SummaryDifference::toString)
                .toList());
        differs("message_count", row.messages(), folded.counters().messages(), differing);
        differs("form_started", row.summary().formStarted(), folded.formStarted(), differing);
        differs("session_id", row.sessionId(), folded.session().value(), differing);
        differs("tenant_id", row.tenantId(), folded.tenant().id(), differing);
        return differing;
    }

    private static void differs(String name, Object stored, Object folded, List<String> differing) {
        if (!stored.equals(folded)) {
            differing.add(new SummaryDifference(name, stored.toString(), folded.toString()).toString());
        }
    }

    /** The events of rows. */
    static List<Event> events(Collection<EventRow> rows) {
        return rows.stream().map(EventRow::event).toList();
    }
}
