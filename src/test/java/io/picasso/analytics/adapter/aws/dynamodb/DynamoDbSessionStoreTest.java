package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.port.SessionStoreContract;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.setting.SettingKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract of the session tables, on DynamoDB; and how the items look there, our own and older ones. */
class DynamoDbSessionStoreTest extends SessionStoreContract {
    private static final IngestEnvironment ENVIRONMENT = IngestEnvironment.create();
    private static final SessionStore STORE = ENVIRONMENT.wiring().sessionStore();

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Override
    protected SessionStore store() {
        return STORE;
    }

    @Test
    void anEventLiesUnderItsStepAndFingerprint() {
        Event event = event(7, "hello");
        STORE.putEvents(List.of(event));

        Map<String, AttributeValue> item =
                ENVIRONMENT.events().get("SESSION#" + session + " STEP#007#" + event.fingerprint());

        assertThat(item)
                .containsOnlyKeys(
                        "pk",
                        "sk",
                        "session_id",
                        "tenant_id",
                        "tenant_hash",
                        "step_number",
                        "event_type",
                        "timestamp",
                        "ttl",
                        "event_payload");
        assertThat(text(item, "timestamp")).isEqualTo("2085-12-28T09:15:02.481Z");
        assertThat(text(item, "event_payload")).isEqualTo("{\"content_preview\":\"hello\"}");
        assertThat(item.get("step_number").n()).isEqualTo("7");
    }

    @Test
    void stepsLieInTheOrderOfTheirNumbers() {
        int[] steps = {0, 9, 10, 999, 1_000, 1_001, 9_999, 10_000, 123_456, 99_999_999};
        for (int i = steps.length - 1; i >= 0; i--) {
            STORE.putEvents(List.of(event(steps[i], "x")));
        }

        assertThat(STORE.events(OWN.hash(), session))
                .extracting(stored -> stored.event().step())
                .containsExactly(0, 9, 10, 999, 1_000, 1_001, 9_999, 10_000, 123_456, 99_999_999);
    }

    @Test
    void whatElseLiesInTheSessionsPartitionIsNoEvent() {
        put(Map.of("pk", "SESSION#" + session, "sk", "PROBE#1", "tenant_hash", OWN.hash()));
        put(Map.of("pk", "SESSION#" + session, "sk", "STEP#probe", "tenant_hash", OWN.hash()));
        put(Map.of("pk", "SESSION#" + session, "sk", "STEP#001", "tenant_hash", OWN.hash()));
        put(Map.of("pk", "SESSION#" + session, "sk", "STEP#002", "timestamp", "2085-12-28T09:15:02.481Z"));

        assertThat(STORE.events(OWN.hash(), session)).isEmpty();
        assertThat(STORE.tenantsOf(session)).isEmpty();
    }

    @Test
    void aBareRowOfTheOldSystemIsRead() {
        old("STEP#003", "2085-12-28T09:15:02.481Z", "MESSAGE_SENT", "{\"content_preview\": \"Hi\"}", "");

        StoredEvent stored = STORE.events(OWN.hash(), session).get(0);

        assertThat(stored.legacy()).isTrue();
        assertThat(stored.ttl()).isEqualTo(3_670_000_777L);
        assertThat(stored.event().step()).isEqualTo(3);
        assertThat(stored.event().occurredAt()).isEqualTo(CLIENT);
        assertThat(stored.event().payload().text("content_preview")).contains("Hi");
        // The old system could leave the id empty; the hash still says whose it is.
        assertThat(STORE.tenantsOf(session)).extracting(Tenant::hash).containsExactly(OWN.hash());
    }

    @Test
    void aBareRowWithoutPayloadAndWithAnUnreadableOneIsReadToo() {
        old("STEP#000", "2085-12-28T09:15:02.481306Z", "CHAT_OPENED", "", OWN.id());
        old("STEP#001", "2085-12-28T09:15:02Z", "UNKNOWN", "{broken", OWN.id());

        assertThat(STORE.events(OWN.hash(), session))
                .extracting(stored -> stored.event().payload())
                .containsExactly(JsonObject.EMPTY, JsonObject.EMPTY);
    }

    @Test
    void anEventUnderBothKeysCountsOnce() {
        Event event = Core.event(
                "{\"session_id\":\"" + session + "\",\"tenant_id\":\"de0123456789ab\",\"step_number\":3,"
                        + "\"timestamp\":\"2085-12-28T09:15:02.481Z\",\"event\":{\"type\":\"MESSAGE_SENT\","
                        + "\"payload\":{\"content_preview\":\"I am jo@example.org\",\"content_length\":19}}}",
                CLIENT);
        STORE.putEvents(List.of(event));
        // As Python wrote it: with spaces, in another order, and not redacted.
        old(
                "STEP#003",
                "2085-12-28T09:15:02.481Z",
                "MESSAGE_SENT",
                "{\"content_length\": 19, \"content_preview\": \"I am jo@example.org\"}",
                OWN.id());

        List<StoredEvent> stored = STORE.events(OWN.hash(), session);
        SessionFold fold =
                SessionFold.over(stored.stream().map(StoredEvent::event).toList(), new Retention(90));

        assertThat(stored).hasSize(2);
        assertThat(fold.timeline()).hasSize(1);
        assertThat(fold.summary().orElseThrow().firstQuestion()).contains("I am [EMAIL]");
    }

    @Test
    void aSummaryAndItsAnchorLieInTheTenantsPartition() {
        Instant anchored = STORE.anchor(OWN, session, CLIENT).at();
        SummaryKey key = new SummaryKey(OWN.hash(), anchored, session);
        STORE.updateSummary(
                key,
                Optional.empty(),
                new SessionSummary(
                        OWN,
                        session,
                        CLIENT.minusSeconds(1),
                        CLIENT,
                        new Counters(2, 1, 0, 0, 0),
                        Optional.of("q"),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        3_668_145_302L));

        Map<String, Map<String, AttributeValue>> items = ENVIRONMENT.summaries();
        Map<String, AttributeValue> anchor = items.get("TENANT#de0123456789ab ANCHOR#" + session);
        Map<String, AttributeValue> summary =
                items.get("TENANT#de0123456789ab SESSION#2085-12-28T09:15:02.481Z#" + session);

        assertThat(anchor).containsOnlyKeys("pk", "sk", "started_at", "session_id", "ttl");
        assertThat(Long.parseLong(anchor.get("ttl").n())).isGreaterThan(3_668_145_302L + 90 * 86_400L);
        assertThat(summary)
                .containsOnlyKeys(
                        "pk",
                        "sk",
                        "session_id",
                        "tenant_id",
                        "started_at",
                        "ended_at",
                        "ttl",
                        "first_question",
                        "event_count",
                        "message_count",
                        "user_message_count",
                        "bot_message_count",
                        "total_response_time_ms",
                        "response_count");
        assertThat(text(summary, "started_at")).isEqualTo("2085-12-28T09:15:01.481Z");
        assertThat(summary.get("event_count").n()).isEqualTo("2");
        assertThat(summary.get("message_count").n()).isEqualTo("1");
    }

    @Test
    void aRowThatIsAddedIsTheRowThatAnUpdateMakes() {
        Cases.forAll(20, random -> {
            SessionSummary summary = new SessionSummary(
                    OWN,
                    session,
                    CLIENT.minusSeconds(random.nextInt(1_000)),
                    CLIENT.plusMillis(random.nextInt(1_000_000)),
                    new Counters(
                            random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(3),
                            random.nextInt(9_000),
                            random.nextInt(3)),
                    random.nextBoolean() ? Optional.of("l'été \"?\" \u00e9\ud83d\ude00") : Optional.empty(),
                    random.nextBoolean()
                            ? Optional.of(Outcome.values()[random.nextInt(Outcome.values().length)])
                            : Optional.empty(),
                    random.nextBoolean(),
                    random.nextBoolean() ? Optional.of("form'1") : Optional.empty(),
                    3_668_145_302L + random.nextInt(9));
            SummaryKey added = new SummaryKey(OWN.hash(), CLIENT.plusMillis(random.nextInt()), session);
            SummaryKey updated = new SummaryKey(OWN.hash(), added.anchoredAt().plusMillis(1), session);
            assertThat(STORE.addSummaries(Map.of(added, summary))).isEmpty();
            assertThat(STORE.updateSummary(updated, Optional.empty(), summary)).isTrue();
            SessionId other = new SessionId(session + "-" + random.nextLong());
            STORE.anchors(OWN, Map.of(session, CLIENT));
            STORE.anchor(OWN, other, CLIENT);

            Map<String, Map<String, AttributeValue>> items = ENVIRONMENT.summaries();
            assertThat(row(items, added.sort(), "sk")).isEqualTo(row(items, updated.sort(), "sk"));
            assertThat(row(items, "ANCHOR#" + session, "sk", "session_id"))
                    .isEqualTo(row(items, "ANCHOR#" + other, "sk", "session_id"));
        });
    }

    private static Map<String, AttributeValue> row(
            Map<String, Map<String, AttributeValue>> items, String sort, String... without) {
        Map<String, AttributeValue> row = new HashMap<>(items.get("TENANT#" + OWN.hash() + " " + sort));
        List.of(without).forEach(row::remove);
        return row;
    }

    @Test
    void aSummaryTheOldSystemWroteIsNotTakenForOneOfOurs() {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", Attributes.text("TENANT#" + OWN.hash()));
        item.put("sk", Attributes.text("SESSION#" + session));
        item.put("started_at", Attributes.text("2085-12-28T09:15:02.481Z"));
        ENVIRONMENT
                .dynamoDb()
                .putItem(b -> b.tableName(ENVIRONMENT.settings().text(SettingKey.SESSION_SUMMARIES_TABLE))
                        .item(item));

        assertThat(STORE.findAnchor(OWN.hash(), session)).isEmpty();
        assertThat(STORE.summary(new SummaryKey(OWN.hash(), CLIENT, session))).isEmpty();
    }

    private void old(String sort, String timestamp, String type, String payload, String tenantId) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", Attributes.text("SESSION#" + session));
        item.put("sk", Attributes.text(sort));
        item.put("session_id", Attributes.text(session.value()));
        item.put("tenant_hash", Attributes.text(OWN.hash()));
        item.put("tenant_id", Attributes.text(tenantId));
        item.put("step_number", Attributes.number(Integer.parseInt(sort.substring(5))));
        item.put("event_type", Attributes.text(type));
        item.put("timestamp", Attributes.text(timestamp));
        item.put("ttl", Attributes.number(3_670_000_777L));
        if (!payload.isEmpty()) {
            item.put("event_payload", Attributes.text(payload));
        }
        putItem(item);
    }

    private static void put(Map<String, String> texts) {
        Map<String, AttributeValue> item = new HashMap<>();
        texts.forEach((name, value) -> item.put(name, Attributes.text(value)));
        putItem(item);
    }

    private static void putItem(Map<String, AttributeValue> item) {
        ENVIRONMENT
                .dynamoDb()
                .putItem(b -> b.tableName(ENVIRONMENT.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .item(item));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Attributes.text(item, name);
    }
}
