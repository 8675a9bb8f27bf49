package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Optional;

/**
 * Mends one session. Whatever is taken away is taken after what replaces it is there, and only while it is what was
 * looked at; a crash at any point leaves something that the next run finds and mends.
 */
final class SessionMending {
    /** Live writers change a summary a few times a second at most. */
    private static final int MAX_ATTEMPTS = 40;

    private final Findings findings;
    private final SessionRows rows;
    private final SessionStore store;
    private final Retention retention;
    private final Tenant tenant;
    private final SessionId session;
    private long written;
    private long deleted;
    private long summariesWritten;
    private long summariesDeleted;
    private long anchors;
    private long anchorsDeleted;
    private long left;

    SessionMending(Findings findings, SessionRows rows, SessionStore store, Retention retention) {
        this.findings = findings;
        this.rows = rows;
        this.store = store;
        this.retention = retention;
        this.tenant = findings.suspect().tenant();
        this.session = findings.suspect().ref().session();
    }

    Mended mend() {
        findings.deleteBefore.forEach(this::delete);
        store.putEvents(findings.put).why().ifPresent(why -> {
            throw why.next("Run it again once the table answers; nothing is done twice.");
        });
        written += findings.put.size();
        findings.deleteAfter.forEach(this::delete);
        findings.keyTime.ifPresent(time -> summary(anchor(time)));
        findings.wrongSummaries.forEach(this::delete);
        findings.orphan.ifPresent(this::deleteOrphan);
        return new Mended(1, written, deleted, summariesWritten, summariesDeleted, anchors, anchorsDeleted, left);
    }

    private void delete(EventRow row) {
        if (rows.deleteEvent(row)) {
            deleted++;
        } else {
            left++;
        }
    }

    private void delete(SummaryRow row) {
        if (rows.deleteSummary(row)) {
            summariesDeleted++;
        } else {
            left++;
        }
    }

    /** Only while the session still has nothing: whoever writes one puts its events before he asks for its anchor. */
    private void deleteOrphan(SessionRows.AnchorRow anchor) {
        boolean summarised = anchor.at()
                .flatMap(time -> rows.summary(new SummaryKey(tenant.hash(), time, session)))
                .isPresent();
        if (!summarised && fold().isEmpty() && rows.deleteAnchor(anchor)) {
            anchorsDeleted++;
        } else {
            left++;
        }
    }

    /** The time that is fixed in the end: the right one, unless somebody was faster. */
    private Instant anchor(Instant time) {
        Optional<SessionRows.AnchorRow> there = rows.anchor(tenant.hash(), session);
        if (there.flatMap(SessionRows.AnchorRow::at).equals(Optional.of(time))) {
            return time;
        }
        if (findings.anchorWrong && there.isPresent()) {
            rows.deleteAnchor(there.get());
        }
        Instant fixed = store.anchor(tenant, session, time).at();
        anchors += fixed.equals(time) ? 1 : 0;
        return fixed;
    }

    /** Sets the summary to the fold over the rows that are there now, or takes it away where there are none. */
    private void summary(Instant time) {
        SummaryKey key = new SummaryKey(tenant.hash(), time, session);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            // The summary first: a fold from before it could be older than what it would replace.
            Optional<SummaryRow> stored = rows.summary(key);
            Optional<SessionSummary> folded = fold();
            if (folded.isEmpty()) {
                stored.ifPresent(this::delete);
                return;
            }
            if (stored.filter(row -> isTheFold(row, folded.get())).isPresent()) {
                return;
            }
            if (rows.replaceSummary(key, stored, folded.get())) {
                summariesWritten++;
                return;
            }
        }
        throw Failure.of(
                        FailureCode.CONCURRENT_CHANGE,
                        "the summary of a session was changed by others " + MAX_ATTEMPTS + " times in a row")
                .where("session " + session);
    }

    private static boolean isTheFold(SummaryRow row, SessionSummary folded) {
        return row.summary().equals(folded)
                && SummaryComparison.differing(row, folded, folded.endedAt()).isEmpty();
    }

    private Optional<SessionSummary> fold() {
        return SessionFold.over(
                        SummaryComparison.events(rows.events(session).stream()
                                .filter(row -> row.event().tenant().hash().equals(tenant.hash()))
                                .toList()),
                        retention)
                .summary();
    }
}
