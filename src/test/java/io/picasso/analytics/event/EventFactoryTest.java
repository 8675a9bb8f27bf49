package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFactoryTest {
    private static final Instant RECEIVED = Instant.parse("2025-12-28T09:16:00.123Z");
    private static final EventFactory FACTORY = new EventFactory(Redaction.REDACT);

    @Test
    void anIdThatIsNotTheHashesTenantIsRejected() {
        assertThat(Core.rejected(make("'tenant_hash':'de0123456789ab','tenant_id':'OTHER'", "{}", RECEIVED)))
                .isEqualTo(RejectionReason.TENANT_MISMATCH);
    }

    @Test
    void anEventWithoutAnyTimeIsRejected() {
        assertThat(Core.rejected(make("'tenant_id':'de0123456789ab'", "{}", null)))
                .isEqualTo(RejectionReason.INVALID_TIMESTAMP);
    }

    @Test
    void anEventOverTheSizeOfATableItemIsRejected() {
        String tenant = "'tenant_id':'de0123456789ab'";

        assertThat(Core.rejected(make(tenant, "{'x':'" + "é".repeat(204_800) + "'}", RECEIVED)))
                .isEqualTo(RejectionReason.EVENT_TOO_LARGE);
        assertThat(make(tenant, "{'x':'" + "x".repeat(390_000) + "'}", RECEIVED))
                .isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void redactionComesBeforeEverything() {
        Event event = Core.accepted(make("'tenant_id':'de0123456789ab'", "{'content':'a@b.co'}", RECEIVED));

        assertThat(event.payload()).isEqualTo(Core.object("{\"content\":\"[EMAIL]\"}"));
        assertThat(event.fingerprint())
                .isEqualTo(Core.accepted(make("'tenant_id':'de0123456789ab'", "{'content':'c@d.org'}", RECEIVED))
                        .fingerprint());
    }

    @Test
    void theProducersIdIsKeptAndAMissingOneIsDerived() {
        Event own = Core.accepted(make("'tenant_id':'de0123456789ab','event_id':'mine'", "{}", RECEIVED));
        Event derived = Core.accepted(make("'tenant_id':'de0123456789ab'", "{}", RECEIVED));

        assertThat(own.eventId()).isEqualTo("mine");
        assertThat(derived.eventId()).isEqualTo("evt_" + derived.fingerprint());
        assertThat(Core.storedAndReplayed(own).eventId()).isEqualTo("mine");
        assertThat(Core.storedAndReplayed(derived)).isEqualTo(derived);
    }

    @Test
    void aReplayedEventKeepsTheTimeItFirstReachedUs() {
        Event event = Core.accepted(make("'tenant_id':'de0123456789ab'", "{}", RECEIVED));
        Draft draft = Core.accepted(StoredFormat.read(StoredFormat.write(event, "test")));

        Event replayed = Core.accepted(FACTORY.make(draft, Core.TENANT, RECEIVED.plusSeconds(99_999)));

        assertThat(replayed.time().received()).isEqualTo(RECEIVED);
        assertThat(replayed.occurredAt()).isEqualTo(event.occurredAt());
    }

    @Test
    void aLineOfTheSystemBeforeGetsItsFingerprintAndLosesTheIdOfItsDelivery() {
        JsonObject old = Core.object(("{'event_id':'3f2b8a52-random','schema_version':'1.0.0','session_id':'s',"
                        + "'tenant_id':'DEM000001','tenant_hash':'de0123456789ab','step_number':3,"
                        + "'event_type':'X','event_payload':{},'client_timestamp':null,"
                        + "'server_timestamp':'2025-12-28T09:15:02.481306Z','environment':'production'}")
                .replace('\'', '"'));
        Map<String, JsonValue> again = new LinkedHashMap<>(old.members());
        again.put("event_id", new JsonValue.JsonString("another-random"));

        assertThat(StoredFormat.isStored(old)).isTrue();
        Event one = Core.accepted(FACTORY.make(Core.accepted(StoredFormat.read(old)), Core.TENANT, null));
        Event other =
                Core.accepted(FACTORY.make(Core.accepted(StoredFormat.read(new JsonObject(again))), Core.TENANT, null));

        assertThat(one).isEqualTo(other);
        assertThat(one.eventId()).isEqualTo("evt_" + one.fingerprint());
        assertThat(one.occurredAt()).isEqualTo(Instant.parse("2025-12-28T09:15:02.481Z"));
    }

    @Test
    void aProducersMessageIsNotTakenForAStoredOne() {
        assertThat(StoredFormat.isStored(Core.json("[]"))).isFalse();
        assertThat(StoredFormat.isStored(Core.json("{\"event_type\":\"X\",\"tenant_hash\":\"h\",\"tenant_id\":\"t\"}")))
                .isFalse();
    }

    private static Reading<Event> make(String tenant, String payload, Instant received) {
        String text = "{'session_id':'s'," + tenant + ",'event':{'type':'MESSAGE_SENT','payload':" + payload + "}}";
        return FACTORY.make(Core.accepted(Core.draft(text.replace('\'', '"'))), Core.TENANT, received);
    }
}
