package io.picasso.analytics.operation.query;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.SummaryDifference;
import io.picasso.analytics.session.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One session as its rows show it. At least one of the two summaries is there.
 *
 * @param timeline its events; without entries where only the summary row is left
 * @param stored the summary row; empty when there is none
 * @param folded the fold over the timeline; empty when it has no entries
 * @param expired how many event rows are past their retention, and not shown
 * @param readAt the moment at which outcome and expiry were judged
 */
public record SessionView(
        Tenant tenant,
        SessionId session,
        Timeline timeline,
        Optional<SessionSummary> stored,
        Optional<SessionSummary> folded,
        int expired,
        Instant readAt) {
    /** The summary to show: the stored row, and the fold where there is none. */
    public SessionSummary summary() {
        return stored.or(() -> folded).orElseThrow();
    }

    /** Where the stored row and the events do not agree; none when one of them is not there. */
    public List<SummaryDifference> differences() {
        return stored.isPresent() && folded.isPresent()
                ? SummaryDifference.between(stored.get(), folded.get(), readAt)
                : List.of();
    }

    /** Whether the stored row is what the events say. */
    public boolean summaryMatchesEvents() {
        return stored.isPresent() && folded.isPresent() && differences().isEmpty();
    }

    /** What must not be overlooked, each in one sentence. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (stored.isEmpty()) {
            warnings.add("The summary row is missing; the summary shown is made from the events.");
        }
        if (folded.isEmpty()) {
            warnings.add("No events are there; only the summary row is left.");
        }
        if (!differences().isEmpty()) {
            warnings.add("The summary row differs from the events: "
                    + String.join(
                            "; ",
                            differences().stream()
                                    .map(SummaryDifference::toString)
                                    .toList()) + ".");
        }
        if (expired > 0) {
            warnings.add(
                    (expired == 1 ? "1 event is" : expired + " events are") + " past the retention and not shown.");
        }
        return warnings;
    }
}
