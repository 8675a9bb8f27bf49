package io.picasso.analytics.operation.query;

import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list, newest first by the time in the summaries' keys.
 *
 * @param query what was asked for, with the bounds of the first page
 * @param sessions at most as many as were asked for; fewer only on the last page
 * @param next the cursor of the page that follows; empty exactly when there is none
 * @param readAt the moment at which outcomes and expiry were judged
 */
public record SessionPage(SessionQuery query, List<SessionSummary> sessions, Optional<String> next, Instant readAt) {
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
