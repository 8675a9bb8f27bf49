package io.picasso.analytics.key;

import io.picasso.analytics.event.SessionId;

/**
 * The key of a session's anchor, {@code TENANT#hash} / {@code ANCHOR#session_id}: the row that fixes the time in the
 * summary's key, whichever event comes first. It sorts before every {@code SESSION#}, so no range of summaries meets it.
 */
public record AnchorKey(String tenantHash, SessionId session) {
    /** The partition key. */
    public String partition() {
        return SummaryKey.partition(tenantHash);
    }

    /** The sort key. */
    public String sort() {
        return "ANCHOR#" + session;
    }
}
