package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;

/** A session of a tenant. */
record SessionRef(String tenantHash, SessionId session) {
    static SessionRef of(Event event) {
        return new SessionRef(event.tenant().hash(), event.session());
    }
}
