package io.picasso.analytics.progress;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;

/** A session of a tenant. */
public record SessionName(Tenant tenant, SessionId session) {
    /** The session an event belongs to. */
    public static SessionName of(Event event) {
        return new SessionName(event.tenant(), event.session());
    }
}
