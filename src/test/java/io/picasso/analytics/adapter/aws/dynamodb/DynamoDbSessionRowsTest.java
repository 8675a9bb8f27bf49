package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRowsContract;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.setting.SettingKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract of the rows, on DynamoDB; and the rows that only a raw client makes. */
class DynamoDbSessionRowsTest extends SessionRowsContract {
    private static final IngestEnvironment ENVIRONMENT = IngestEnvironment.create();
    private static final SessionStore STORE = ENVIRONMENT.wiring().sessionStore();
    private static final SessionRows ROWS = ENVIRONMENT.wiring().sessionRows();

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Override
    protected SessionRows rows() {
        return ROWS;
    }

    @Override
    protected SessionStore store() {
        return STORE;
    }

    @Test
    void bareRowsComeWithTheSessionAndWithTheRange() {
        old("STEP#001", "2085-12-28T12:00:00Z");
        old("STEP#002", "2085-12-28T12:00:00.000001Z");
        old("STEP#003", "2085-12-28T12:00:00.999999Z");
        old("STEP#004", "2085-12-28T12:00:01Z");

        assertThat(ROWS.events(session)).hasSize(4).allMatch(EventRow::legacy);
        assertThat(all(ROWS.events(tenant.hash(), NOON, NOON.plusSeconds(1), 0)))
                .extracting(row -> row.key().sort())
                .containsExactlyInAnyOrder("STEP#001", "STEP#002", "STEP#003");
        assertThat(all(ROWS.events(tenant.hash(), NOON.plusSeconds(1), NOON.plusSeconds(2), 0)))
                .extracting(row -> row.key().sort())
                .containsExactly("STEP#004");
    }

    @Test
    void everyRowOfTheEventsTableComesWhateverItIs() {
        STORE.putEvents(List.of(event(session, 1, NOON)));
        ENVIRONMENT
                .dynamoDb()
                .putItem(b -> b.tableName(table(SettingKey.SESSION_EVENTS_TABLE))
                        .item(Map.of("pk", text("SESSION#" + session), "sk", text("PROBE"))));

        assertThat(all(ROWS.everyEventRow()))
                .filteredOn(row -> row.partition().equals("SESSION#" + session))
                .hasSize(2)
                .contains(new SessionRows.AnyRow("SESSION#" + session, "PROBE", "", "", Long.MAX_VALUE))
                .anyMatch(row -> row.tenantHash().equals(tenant.hash())
                        && row.timestamp().equals("2085-12-28T12:00:00.000Z")
                        && row.ttl() < Long.MAX_VALUE);
    }

    @Test
    void aBareRowIsDeletedOnlyAsItWasReadTextForText() {
        old("STEP#001", "2085-12-28T12:00:00.000001Z");
        EventRow row = ROWS.events(session).get(0);
        old("STEP#001", "2085-12-28T12:00:00.000002Z");

        assertThat(ROWS.deleteEvent(row)).isFalse();
        assertThat(ROWS.deleteEvent(ROWS.events(session).get(0))).isTrue();
    }

    @Test
    void anEventWhosePayloadIsGoneIsNotTheOneThatWasRead() {
        STORE.putEvents(List.of(event(session, 1, NOON)));
        EventRow row = ROWS.events(session).get(0);
        ENVIRONMENT
                .dynamoDb()
                .updateItem(b -> b.tableName(table(SettingKey.SESSION_EVENTS_TABLE))
                        .key(Map.of(
                                "pk",
                                text(row.key().partition()),
                                "sk",
                                text(row.key().sort())))
                        .updateExpression("REMOVE event_payload"));

        assertThat(ROWS.deleteEvent(row)).isFalse();
    }

    @Test
    void aSummaryOfWrongTypesIsReadAndReplaced() {
        SummaryKey key = new SummaryKey(tenant.hash(), NOON, session);
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", text(key.partition()));
        item.put("sk", text(key.sort()));
        item.put("event_count", text("twelve"));
        item.put("outcome", text("nonsense"));
        ENVIRONMENT
                .dynamoDb()
                .putItem(b ->
                        b.tableName(table(SettingKey.SESSION_SUMMARIES_TABLE)).item(item));
        var row = ROWS.summary(key).orElseThrow();
        STORE.putEvents(List.of(event(session, 1, NOON)));
        var folded = SessionFold.over(List.of(event(session, 1, NOON)), new Retention(90))
                .summary()
                .orElseThrow();

        assertThat(ROWS.replaceSummary(key, Optional.of(row), folded)).isTrue();
        assertThat(STORE.summary(key)).contains(folded);
    }

    @Test
    void aMissingTableIsAFailureOfTheIteratorReadAheadOrNot() {
        IngestEnvironment bare = IngestEnvironment.create(Map.of(), EnumSet.of(Part.QUEUE));
        SessionRows rows = bare.wiring().sessionRows();

        for (int ahead : new int[] {0, 2}) {
            assertThatThrownBy(() -> rows.events(tenant.hash(), NOON, NOON.plusSeconds(1), ahead)
                            .next())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING));
        }
        bare.close();
    }

    private void old(String sort, String timestamp) {
        ENVIRONMENT
                .dynamoDb()
                .putItem(b -> b.tableName(table(SettingKey.SESSION_EVENTS_TABLE))
                        .item(Map.of(
                                "pk", text("SESSION#" + session),
                                "sk", text(sort),
                                "session_id", text(session.value()),
                                "tenant_hash", text(tenant.hash()),
                                "tenant_id", text(""),
                                "event_type", text("MESSAGE_SENT"),
                                "timestamp", text(timestamp))));
    }

    private static String table(SettingKey key) {
        return ENVIRONMENT.settings().text(key);
    }

    private static AttributeValue text(String value) {
        return Attributes.text(value);
    }
}
