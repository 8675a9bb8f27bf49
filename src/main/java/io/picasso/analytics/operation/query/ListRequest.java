package io.picasso.analytics.operation.query;

import io.picasso.analytics.session.SessionQuery;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param query which sessions
 * @param limit sessions on the page at most, at least 1
 * @param cursor where the page before ended; empty for the first
 */
public record ListRequest(SessionQuery query, int limit, Optional<String> cursor) {
    public ListRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("a page of " + limit);
        }
    }
}
