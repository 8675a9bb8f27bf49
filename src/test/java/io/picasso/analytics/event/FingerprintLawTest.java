package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.RandomJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintLawTest {
    private static final Instant RECEIVED = Instant.parse("2025-12-28T09:16:00.123Z");

    @Test
    void sentAgainOrReplayedTheSameEventHasTheSameFingerprint() {
        Cases.forAll(3_000, random -> {
            Map<String, Object> message = message(random);
            Event live = Core.event(RandomJson.write(message, random), RECEIVED);
            Event again = Core.event(RandomJson.write(message, random), RECEIVED.plusSeconds(random.nextInt(90_000)));
            Event replayed = Core.storedAndReplayed(live);
            Event twiceReplayed = Core.storedAndReplayed(Core.storedAndReplayed(again));

            assertThat(List.of(again.fingerprint(), replayed.fingerprint(), twiceReplayed.fingerprint()))
                    .containsOnly(live.fingerprint());
            assertThat(replayed).isEqualTo(live);
            assertThat(again.eventId()).isEqualTo(live.eventId());
        });
    }

    @Test
    void theStoredFormCarriesNoFingerprintThatCouldNotBeComputedFromIt() {
        Cases.forAll(1_000, random -> {
            Event live = Core.event(RandomJson.write(message(random), random), RECEIVED);

            assertThat(Fingerprint.of(
                            live.tenant().hash(),
                            live.session(),
                            live.step(),
                            live.type(),
                            live.time().client(),
                            Core.storedAndReplayed(live).payload(),
                            live.producer().eventId()))
                    .isEqualTo(live.fingerprint());
        });
    }

    @Test
    void nestedAndFlatAreTheSameEvent() {
        String nested = "{'session_id':'s','tenant_id':'de0123456789ab','step_number':1.0,"
                + "'timestamp':'2025-12-28T09:15:02.481Z','event':{'type':'X','payload':{'b':1e3,'a':'é'}}}";
        String flat = "{'event_payload':{'a':'\\u00e9','b':1000},'event_type':'X','tenant_id':'DEM000001',"
                + "'tenant_hash':'de0123456789ab','client_timestamp':'2025-12-28T09:15:02.481Z','step_number':'1',"
                + "'session_id':'s','schema_version':'1.0.0','ga_client_id':'1.2'}";

        assertThat(event(nested).fingerprint()).isEqualTo(event(flat).fingerprint());
    }

    /** Pinned: another value would make every event that is stored already a new one. */
    @Test
    void theComputationNeverChanges() {
        assertThat(event("{'session_id':'sess_lz1k9q2_ab12cd','tenant_id':'de0123456789ab','step_number':7,"
                                + "'timestamp':'2025-12-28T09:15:02.481Z','event':{'type':'CTA_CLICKED',"
                                + "'payload':{'cta_id':'apply'}}}")
                        .fingerprint())
                .hasToString("2ra7rdtf2ppn");
    }

    @Test
    void aDifferenceInAnyFieldIsAnotherFingerprint() {
        JsonObject payload = Core.object("{\"a\":1}");
        Set<Fingerprint> all = new HashSet<>();
        for (String hash : List.of("de0123456789ab", "de0123456789ac")) {
            for (String session : List.of("s", "s2")) {
                for (int step : new int[] {1, 11}) {
                    for (String type : List.of("X", "Y")) {
                        for (String time : new String[] {null, "", "2025-12-28T09:15:02.481Z"}) {
                            for (JsonObject value : List.of(payload, JsonObject.EMPTY, Core.object("{\"a\":\"1\"}"))) {
                                all.add(Fingerprint.of(
                                        hash, new SessionId(session), step, new EventType(type), time, value, null));
                            }
                        }
                    }
                }
            }
        }

        assertThat(all).hasSize(2 * 2 * 2 * 2 * 3 * 3);
    }

    @Test
    void payloadsThatMeanOtherThingsHaveOtherFingerprints() {
        String[] payloads = {
            "{}",
            "{\"a\":null}",
            "{\"a\":0}",
            "{\"a\":\"\"}",
            "{\"a\":false}",
            "{\"a\":[]}",
            "{\"a\":{}}",
            "{\"a\":[0]}",
            "{\"a\":[[0]]}",
            "{\"a\":[0,0]}",
            "{\"a\":1}",
            "{\"a\":1.0000000000000000000001}",
            "{\"a\":1e5000}",
            "{\"a\":1e5001}",
            "{\"a\":\"e\\u0301\"}",
            "{\"a\":\"\\u00e9\"}",
            "{\"a\":\"\\\\u00e9\"}",
            "{\"a\":\"1,b:2\"}",
            "{\"a\":1,\"b\":2}",
            "{\"b\":1,\"a\":2}"
        };
        Set<Fingerprint> all = new HashSet<>();
        for (String payload : payloads) {
            all.add(of(Core.object(payload), "t", null));
        }

        assertThat(all).hasSize(payloads.length);
    }

    @Test
    void twoSpellingsOfOneNumberAreOneNumber() {
        for (String spelling : List.of("1000", "1e3", "1E+3", "1000.0", "0.1e4", "10000e-1", "1000.000")) {
            assertThat(of(Core.object("{\"a\":" + spelling + "}"), "t", null))
                    .as(spelling)
                    .isEqualTo(of(Core.object("{\"a\":1000}"), "t", null));
        }
        assertThat(of(Core.object("{\"a\":-0}"), "t", null)).isEqualTo(of(Core.object("{\"a\":0.0}"), "t", null));
        assertThat(of(Core.object("{\"a\":1e18}"), "t", null))
                .isEqualTo(of(Core.object("{\"a\":1000000000000000000}"), "t", null));
    }

    @Test
    void theProducersIdCountsOnlyWhereThereIsNoTime() {
        assertThat(of(JsonObject.EMPTY, "t", "one")).isEqualTo(of(JsonObject.EMPTY, "t", "other"));
        assertThat(of(JsonObject.EMPTY, null, "one"))
                .isNotEqualTo(of(JsonObject.EMPTY, null, "other"))
                .isNotEqualTo(of(JsonObject.EMPTY, null, null));
    }

    @Test
    void canonicalTextIsTheSameForEverySpelling() {
        Cases.forAll(2_000, random -> {
            Map<String, Object> value = RandomJson.object(random, 4);
            JsonValue one = Core.json(RandomJson.write(value, random));
            JsonValue other = Core.json(RandomJson.write(value, random));

            assertThat(canonical(one)).isEqualTo(canonical(other));
            assertThat(canonical(Core.json(canonical(one)))).isEqualTo(canonical(one));
            assertThat(Core.json(JsonText.compact(one))).isEqualTo(one);
        });
    }

    private static Map<String, Object> message(Random random) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("session_id", "sess_" + random.nextInt(5));
        message.put("step_number", random.nextInt(2_000));
        if (random.nextBoolean()) {
            message.put("event_id", RandomJson.text(random));
        }
        String time = Cases.oneOf(
                random, null, "2025-12-28T09:15:02.481Z", "2025-12-28T14:45:02+05:30", "1766913302481", "never");
        String type = Cases.oneOf(random, "MESSAGE_SENT", "CTA_CLICKED", "Ünknown \"type\"");
        Map<String, Object> payload = RandomJson.object(random, 3);
        if (random.nextBoolean()) {
            payload.put("content_preview", "call 555-123-4567 or " + RandomJson.text(random));
        }
        boolean flat = random.nextBoolean();
        message.put("tenant_id", flat ? "DEM000001" : "de0123456789ab");
        if (time != null) {
            message.put(flat ? "client_timestamp" : "timestamp", time);
        }
        if (flat) {
            message.put("tenant_hash", "de0123456789ab");
            message.put("event_type", type);
            message.put("event_payload", payload);
        } else {
            message.put("event", Map.of("type", type, "payload", payload));
        }
        return message;
    }

    private static String canonical(JsonValue value) {
        StringBuilder out = new StringBuilder();
        JsonText.canonical(value, out);
        return out.toString();
    }

    private static Fingerprint of(JsonObject payload, String time, String eventId) {
        return Fingerprint.of("de0123456789ab", new SessionId("s"), 1, new EventType("X"), time, payload, eventId);
    }

    private static Event event(String text) {
        return Core.event(text.replace('\'', '"'), RECEIVED);
    }
}
