package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.tenant.TenantHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the sessions of one run. Their tenants are two that nobody else has, so that whatever is theirs is a gate's and
 * may be removed.
 */
final class ProbeSessions {
    /** The tenant of nearly all sessions. */
    static final Tenant OURS = tenant("gate-probe-ours");

    /** Another one, who must not see them. */
    static final Tenant THEIRS = tenant("gate-probe-theirs");

    /** A number with more digits than a double has. */
    private static final JsonNumber EXACT = new JsonNumber("0.12345678901234567890123456789012345678");

    private final String run;
    private final JsonParser parser;
    private final EventFactory factory;
    private final List<ProbeSession> made = new ArrayList<>();

    ProbeSessions(String run, JsonParser parser, EventFactory factory) {
        this.run = run;
        this.parser = parser;
        this.factory = factory;
    }

    private static Tenant tenant(String id) {
        return new Tenant(id, TenantHash.of(id));
    }

    /** Every session made so far. */
    synchronized List<ProbeSession> made() {
        return List.copyOf(made);
    }

    /** A session of so many events, one a second: opened, then a question and its answer by turns. */
    ProbeSession of(Tenant tenant, int count, Instant start) {
        return add(tenant, start, (session, begin) -> {
            List<String> wires = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                wires.add(wire(tenant, session, i, begin.plusSeconds(i)));
            }
            return wires;
        });
    }

    /** A session in which the visitor sends so many messages. */
    ProbeSession questions(Tenant tenant, int count, Instant start) {
        return add(tenant, start, (session, begin) -> {
            List<String> wires = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                wires.add(wire(tenant, session, 2 * i + 1, begin.plusSeconds(i)));
            }
            return wires;
        });
    }

    /** A real conversation. */
    ProbeSession conversation(Tenant tenant, Dialog dialog, Instant start) {
        return add(
                tenant,
                start,
                (session, begin) -> ConversationScript.events(dialog, tenant, begin, session).stream()
                        .map(SampleEvent::text)
                        .toList());
    }

    private interface Wires {
        List<String> of(SessionId session, Instant begin);
    }

    private synchronized ProbeSession add(Tenant tenant, Instant start, Wires wires) {
        SessionId session = new SessionId(run + "-" + made.size());
        List<String> texts = wires.of(session, Instant.ofEpochMilli(start.toEpochMilli()));
        MessageReader reader = new MessageReader(parser, hash -> Optional.of(tenant), factory);
        List<Event> events = texts.stream()
                .flatMap(wire -> reader.read(ProbeSession.message("probe", wire)).events().stream())
                .toList();
        if (events.size() != texts.size()) {
            throw new IllegalStateException("a probe's message is no event");
        }
        ProbeSession probe = new ProbeSession(tenant, session, texts, events);
        made.add(probe);
        return probe;
    }

    private static String wire(Tenant tenant, SessionId session, int number, Instant at) {
        JsonMembers payload = new JsonMembers();
        String type;
        if (number == 0) {
            type = "WIDGET_OPENED";
            payload.put("trigger", "button");
        } else if (number % 2 == 1) {
            type = "MESSAGE_SENT";
            payload.put("content_preview", "gate probe, question " + number).put("content_length", 22);
        } else {
            type = "MESSAGE_RECEIVED";
            payload.put("content_preview", "gate probe, answer " + number)
                    .put("response_time_ms", 800 + number)
                    .put("score", EXACT);
        }
        return JsonText.compact(new JsonMembers()
                .put("schema_version", "1.0.0")
                .put("session_id", session.value())
                .put("tenant_id", tenant.id())
                .put("tenant_hash", tenant.hash())
                .put("step_number", number + 1)
                .put("event_type", type)
                .put("event_payload", payload)
                .put("client_timestamp", UtcTime.format(at))
                .object());
    }

    /** A moment so long ago. */
    static Instant ago(Instant now, Duration time) {
        return Instant.ofEpochMilli(now.minus(time).toEpochMilli());
    }
}
