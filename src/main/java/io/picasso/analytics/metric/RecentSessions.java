package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A page of the newest sessions.
 *
 * @param total how many sessions there are, on all pages
 * @param offset how many are newer than those of the page
 * @param sessions those of the page, newest first
 * @param now the moment at which outcomes are judged
 */
public record RecentSessions(long total, long offset, List<RecentSession> sessions, Instant now) implements Facts {
    public RecentSessions {
        sessions = List.copyOf(sessions);
    }

    JsonObject page(int page, int limit) {
        return page(
                sessions.stream().map(session -> session.json(now)).limit(limit).toList(), total, page, limit);
    }

    static JsonObject page(List<JsonObject> conversations, long total, int page, int limit) {
        return new JsonMembers()
                .put("conversations", conversations)
                .put(
                        "pagination",
                        new JsonMembers()
                                .put("total_count", total)
                                .put("page", page)
                                .put("limit", limit)
                                .put("has_next", (long) page * limit < total)
                                .object())
                .object();
    }
}
