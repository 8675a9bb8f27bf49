package io.picasso.analytics.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Draft;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.oracle.PlainOracle;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The core's path from text to event, and its summary as a row, for tests. */
public final class Core {
    public static final Tenant TENANT = new Tenant("DEM000001", "de0123456789ab");
    private static final JacksonParser PARSER = new JacksonParser();
    private static final EventFactory FACTORY = new EventFactory(Redaction.REDACT);

    private Core() {}

    /** The JSON value of a text. */
    public static JsonValue json(String text) {
        return accepted(PARSER.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The JSON object of a text. */
    public static JsonObject object(String text) {
        return (JsonObject) json(text);
    }

    /** The event of a producer's message that reached us then; null for input without such a time. */
    public static Event event(String text, Instant received) {
        return accepted(FACTORY.make(accepted(WireFormat.read(json(text))), TENANT, received));
    }

    /** An event from its line in the lake. */
    public static Event stored(String line) {
        return accepted(FACTORY.make(accepted(StoredFormat.read(json(line))), TENANT, null));
    }

    /** The event as it comes back from the lake. */
    public static Event storedAndReplayed(Event event) {
        String line = JsonText.compact(StoredFormat.write(event, "test"));
        JsonValue value = json(line);
        assertThat(StoredFormat.isStored(value)).isTrue();
        return accepted(FACTORY.make(accepted(StoredFormat.read(value)), event.tenant(), null));
    }

    /** A text as it may be stored. */
    public static String redacted(String text) {
        return Redaction.REDACT
                .apply(EventType.MESSAGE_SENT, new JsonObject(Map.of("content_preview", new JsonString(text))))
                .text("content_preview")
                .orElseThrow();
    }

    /** What was read. */
    public static <T> T accepted(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<T>) reading).value();
    }

    /** Why it could not be read. */
    public static RejectionReason rejected(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected<?>) reading).reason();
    }

    /** The draft of a message. */
    public static Reading<Draft> draft(String text) {
        return WireFormat.read(json(text));
    }

    /** A summary as the oracle writes it. */
    public static PlainOracle.Row row(SessionSummary summary) {
        return new PlainOracle.Row(
                summary.tenant().id(),
                summary.session().value(),
                UtcTime.format(summary.startedAt()),
                UtcTime.format(summary.endedAt()),
                summary.counters().events(),
                summary.counters().messages(),
                summary.counters().userMessages(),
                summary.counters().botMessages(),
                summary.counters().responseTimeMs(),
                summary.counters().responses(),
                summary.firstQuestion(),
                summary.settledOutcome().map(Outcome::label),
                summary.formId(),
                summary.ttl());
    }
}
