package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Draft;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.port.JsonParser;

/** Reads the lines of lake objects back into the events they were written from. */
public final class LakeReader {
    private final JsonParser parser;
    private final EventFactory factory;

    public LakeReader(JsonParser parser, EventFactory factory) {
        this.parser = parser;
        this.factory = factory;
    }

    /** Reads a line. Its tenant is the folder's: a line of another tenant does not belong there. */
    public Reading<Event> read(LakeKey object, byte[] line) {
        return parser.parse(line).then(StoredFormat::read).then(draft -> event(object, draft));
    }

    private Reading<Event> event(LakeKey object, Draft draft) {
        String id = draft.tenant().id();
        if (id != null && !id.equals(object.tenantId())) {
            return new Reading.Rejected<>(
                    RejectionReason.TENANT_MISMATCH, "a line of tenant '" + id + "' in " + object.tenantId());
        }
        Tenant tenant = new Tenant(object.tenantId(), draft.tenant().hash());
        return factory.make(draft, tenant, null);
    }
}
