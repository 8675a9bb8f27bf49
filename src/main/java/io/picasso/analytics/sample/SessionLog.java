package io.picasso.analytics.sample;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.sample.SampleEvent.Form;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The session being played: its clock, its step counter, and what has been sent, by turns in either wire format. */
final class SessionLog {
    private final Tenant tenant;
    private final SessionId session;
    private final String conversation;
    private final List<SampleEvent> events = new ArrayList<>();
    private Instant now;
    private int step;

    SessionLog(Tenant tenant, SessionId session, String conversation, Instant start) {
        this.tenant = tenant;
        this.session = session;
        this.conversation = conversation;
        this.now = start.truncatedTo(ChronoUnit.MILLIS);
    }

    void nextStep() {
        step++;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    int size() {
        return events.size();
    }

    List<SampleEvent> events() {
        return List.copyOf(events);
    }

    void add(EventType type, JsonObject payload) {
        JsonValue time = time();
        boolean frontend = (events.size() + Choice.below(2, "form", conversation)) % 2 == 0;
        events.add(new SampleEvent(
                step,
                type,
                now,
                frontend ? Form.FRONTEND : Form.SERVER,
                frontend ? nested(type, payload, time) : flat(type, payload, time)));
    }

    /** The clock's time in one of the forms producers use: nearly always as browsers write it. */
    private JsonValue time() {
        return switch (Choice.below(24, "time", conversation, Integer.toString(events.size()))) {
            case 0 -> new JsonString(now.atOffset(ZoneOffset.ofHours(-6)).toString());
            case 1 -> {
                now = now.truncatedTo(ChronoUnit.SECONDS);
                yield new JsonString(now.toString());
            }
            case 2 -> new JsonNumber(Long.toString(now.toEpochMilli()));
            default -> new JsonString(UtcTime.format(now));
        };
    }

    private JsonObject nested(EventType type, JsonObject payload, JsonValue time) {
        Members message = new Members()
                .text("schema_version", "1.0.0")
                .text("session_id", session.value())
                .text("tenant_id", tenant.hash())
                .value("timestamp", time)
                .number("step_number", step)
                .value(
                        "event",
                        new Members()
                                .text("type", type.name())
                                .value("payload", payload)
                                .object());
        int client = Choice.below(1_000_000, "client", conversation);
        return client % 3 == 0
                ? message.text("ga_client_id", client + ".1766000000").object()
                : message.object();
    }

    private JsonObject flat(EventType type, JsonObject payload, JsonValue time) {
        return new Members()
                .text("schema_version", "1.0.0")
                .text("session_id", session.value())
                .text("tenant_id", tenant.id())
                .text("tenant_hash", tenant.hash())
                .number("step_number", step)
                .text("event_type", type.name())
                .value("event_payload", payload)
                .value("client_timestamp", time)
                .object();
    }
}
