package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.event.KnownEventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.tenant.TenantHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The doctor's own events: one of every type, in one of the two wire formats. Their tenant is the doctor's own, so that
 * whatever is of this tenant may be removed.
 */
final class ProbeEvents {
    /** The doctor's tenant. */
    static final Tenant TENANT = new Tenant("doctor-probe", TenantHash.of("doctor-probe"));

    /** Every type that is known to be sent. */
    static final List<String> TYPES =
            Arrays.stream(KnownEventType.values()).map(KnownEventType::name).toList();

    /** How an event is written on the wire. */
    enum Format {
        /** As the widget sends it: the type inside of {@code event}, the tenant's hash as {@code tenant_id}. */
        NESTED,
        /** As the server sends it: {@code event_type} at the top, both names of the tenant. */
        FLAT
    }

    private final String run;
    private final Instant start;

    /**
     * @param run tells these events from those of others; letters and digits
     */
    ProbeEvents(String run, Instant now) {
        this.run = run;
        this.start = now.minusSeconds(TYPES.size()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The session of the events of that format. */
    SessionId session(Format format) {
        return new SessionId("doctor_" + format.name().toLowerCase(java.util.Locale.ROOT) + "_" + run);
    }

    /** The session of what goes through the queue. */
    SessionId queued() {
        return new SessionId("doctor_queued_" + run);
    }

    /** Every session of this run. */
    List<SessionId> sessions() {
        return List.of(session(Format.NESTED), session(Format.FLAT), queued());
    }

    /** One event of every type, in the order of {@link #TYPES}. */
    List<JsonObject> of(Format format, SessionId session) {
        List<JsonObject> events = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            events.add(event(format, session, i));
        }
        return events;
    }

    private JsonObject event(Format format, SessionId session, int i) {
        String time = UtcTime.format(start.plusSeconds(i));
        JsonMembers payload =
                new JsonMembers().put("content_preview", "probe " + i).put("form_id", "doctor");
        JsonMembers event = new JsonMembers().put("schema_version", "1.0.0").put("session_id", session.value());
        return switch (format) {
            case NESTED ->
                event.put("tenant_id", TENANT.hash())
                        .put("timestamp", time)
                        .put("step_number", i + 1L)
                        .put(
                                "event",
                                new JsonMembers().put("type", TYPES.get(i)).put("payload", payload))
                        .object();
            case FLAT ->
                event.put("tenant_id", TENANT.id())
                        .put("tenant_hash", TENANT.hash())
                        .put("client_timestamp", time)
                        .put("step_number", i + 1L)
                        .put("event_type", TYPES.get(i))
                        .put("event_payload", payload)
                        .object();
        };
    }

    /** Events as the endpoint puts many of them on the queue: in one message. */
    static String envelope(List<JsonObject> events) {
        return JsonText.compact(
                new JsonMembers().put("batch", true).put("events", events).object());
    }
}
