package io.picasso.analytics.operation.query;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbSessionStore;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventTime;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.Producer;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.CursorSeal;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Session tables of one's own on the shared engine, filled as the processor fills them. Without TTL: the engine's clock
 * is not the tests'.
 */
public final class QueryTables implements AutoCloseable {
    public static final Retention RETENTION = new Retention(90);

    private final TestEnvironment environment = TestEnvironment.create();
    private final DynamoDbClient client = environment.dynamoDb();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    private QueryTables() {}

    /** Both tables, empty. */
    public static QueryTables create() {
        QueryTables tables = new QueryTables();
        tables.create(tables.eventsTable());
        tables.create(tables.summariesTable());
        return tables;
    }

    /** An environment without tables. */
    public static QueryTables none() {
        return new QueryTables();
    }

    private void create(String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        pk -> pk.attributeName("pk").attributeType(ScalarAttributeType.S),
                        sk -> sk.attributeName("sk").attributeType(ScalarAttributeType.S))
                .keySchema(
                        pk -> pk.attributeName("pk").keyType(KeyType.HASH),
                        sk -> sk.attributeName("sk").keyType(KeyType.RANGE)));
    }

    public TestEnvironment environment() {
        return environment;
    }

    public Settings settings() {
        return environment.settings();
    }

    public DynamoDbClient client() {
        return client;
    }

    public String eventsTable() {
        return environment.name(SettingKey.SESSION_EVENTS_TABLE);
    }

    public String summariesTable() {
        return environment.name(SettingKey.SESSION_SUMMARIES_TABLE);
    }

    public SessionStore store() {
        return new DynamoDbSessionStore(
                client,
                AwsConnection.local(settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()),
                eventsTable(),
                summariesTable(),
                RETENTION,
                new JacksonParser(),
                io.picasso.analytics.port.WritePace.NONE);
    }

    public SessionQueries queries(Instant now) {
        return new SessionQueries(store(), RETENTION, new CursorSeal(new byte[] {7}), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Writes events and brings their summaries up to date, as the processor does. */
    public void write(Event... events) {
        SessionTables.Lacking lacking = new SessionTables(store(), RETENTION, workers).write(Arrays.asList(events));
        lacking.why().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Writes a summary row alone, under the time of its first event. */
    public void writeSummary(Event... events) {
        List<Event> all = Arrays.asList(events);
        SessionFold.over(all, RETENTION)
                .summary()
                .ifPresent(summary -> store().updateSummary(
                                new SummaryKey(summary.tenant().hash(), summary.startedAt(), summary.session()),
                                Optional.empty(),
                                summary));
    }

    /** Writes the summary rows of sessions of one event, many in a call. */
    public void writeSummaries(List<Event> events) {
        for (int from = 0; from < events.size(); from += 25) {
            List<WriteRequest> puts = events.subList(from, Math.min(from + 25, events.size())).stream()
                    .map(QueryTables::summaryRow)
                    .map(row -> WriteRequest.builder()
                            .putRequest(put -> put.item(row))
                            .build())
                    .toList();
            client.batchWriteItem(batch -> batch.requestItems(Map.of(summariesTable(), puts)));
        }
    }

    private static Map<String, AttributeValue> summaryRow(Event event) {
        String time = UtcTime.format(event.occurredAt());
        Map<String, AttributeValue> row = new HashMap<>();
        row.put("pk", text("TENANT#" + event.tenant().hash()));
        row.put("sk", text("SESSION#" + time + "#" + event.session()));
        row.put("session_id", text(event.session().value()));
        row.put("tenant_id", text(event.tenant().id()));
        row.put("started_at", text(time));
        row.put("ended_at", text(time));
        row.put("event_count", number(1));
        row.put("ttl", number(RETENTION.expiryOf(event.occurredAt())));
        if (event.type().equals(EventType.LINK_CLICKED)) {
            row.put("outcome", text("link_clicked"));
        }
        return row;
    }

    /** Writes an event's row under the key of the system before this one, with what that wrote. */
    public void writeLegacy(Event event, String payload) {
        client.putItem(put -> put.tableName(eventsTable())
                .item(Map.of(
                        "pk", text(EventKey.partition(event.session())),
                        "sk", text("STEP#%03d".formatted(event.step())),
                        "session_id", text(event.session().value()),
                        "tenant_hash", text(event.tenant().hash()),
                        "tenant_id", text(""),
                        "step_number", number(event.step()),
                        "event_type", text(event.type().name()),
                        "timestamp", text(UtcTime.format(event.occurredAt())),
                        "event_payload", text(payload),
                        "ttl", number(RETENTION.expiryOf(event.occurredAt())))));
    }

    static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }

    /** An event with the producer's time. */
    public static Event event(Tenant tenant, String session, int step, Instant time, String type, String payload) {
        JsonObject content = Core.object(payload);
        String client = UtcTime.format(time);
        SessionId id = new SessionId(session);
        return new Event(
                tenant,
                id,
                step,
                new EventType(type),
                content,
                new EventTime(client, time, time, false),
                Fingerprint.of(tenant.hash(), id, step, new EventType(type), client, content, null),
                Producer.UNNAMED);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        client.close();
        environment.close();
    }
}
