package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The cache in its table, in the form the system before this one gave its items. Safe for many threads. */
final class DynamoDbMetricCache implements MetricCache {
    /** A tenant's entries; other things of the tenant may stand beside them. */
    static final String ENTRIES = "pk = :pk AND begins_with(sk, :metric)";

    /** {@code ttl} is a reserved word. */
    static final String NAMES_AND_TIMES = "sk, updated_at, #ttl";

    private static final String PREFIX = "METRIC#";
    private static final Duration KEPT = Duration.ofHours(24);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private final DynamoDbClient client;
    private final AwsService service;
    private final String table;
    private final Clock clock;

    DynamoDbMetricCache(DynamoDbClient client, AwsService service, String table, Clock clock) {
        this.client = client;
        this.service = service;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Entry> find(Key key) {
        return read(key.tenantId(), name(key));
    }

    @Override
    public void put(Key key, JsonObject data, Instant updatedAt) {
        write(key.tenantId(), name(key), data, updatedAt);
    }

    @Override
    public Optional<Entry> lastAggregation(String tenantId) {
        return read(tenantId, LAST_AGGREGATION);
    }

    @Override
    public void putLastAggregation(String tenantId, JsonObject data, Instant updatedAt) {
        write(tenantId, LAST_AGGREGATION, data, updatedAt);
    }

    private static String name(Key key) {
        return key.metric().label() + "#" + key.range();
    }

    private Optional<Entry> read(String tenantId, String name) {
        Map<String, AttributeValue> item = service.call(
                "read",
                "table " + table,
                () -> client.getItem(get ->
                                get.tableName(table).key(key(tenantId, name)).consistentRead(true))
                        .item());
        return isThere(item)
                ? JsonAttributes.object(item.get("data")).map(data -> new Entry(data, updatedAt(item)))
                : Optional.empty();
    }

    private void write(String tenantId, String name, JsonObject data, Instant updatedAt) {
        Map<String, AttributeValue> item = new HashMap<>(key(tenantId, name));
        item.put("data", JsonAttributes.of(data));
        item.put("updated_at", Attributes.text(TIME.format(updatedAt.atOffset(ZoneOffset.UTC))));
        item.put("ttl", Attributes.number(updatedAt.plus(KEPT).getEpochSecond()));
        service.call(
                "write",
                "table " + table,
                () -> client.putItem(put -> put.tableName(table).item(item)));
    }

    @Override
    public List<Listed> list(String tenantId) {
        Iterator<Listed> entries = Pages.items(new Pages<>(
                client,
                service,
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(ENTRIES)
                        .projectionExpression(NAMES_AND_TIMES)
                        .expressionAttributeNames(Map.of("#ttl", "ttl"))
                        .expressionAttributeValues(
                                Map.of(":pk", Attributes.text(partition(tenantId)), ":metric", Attributes.text(PREFIX)))
                        .build(),
                item -> isThere(item)
                        ? Optional.of(
                                new Listed(Attributes.text(item, "sk").substring(PREFIX.length()), updatedAt(item)))
                        : Optional.empty()));
        List<Listed> all = new ArrayList<>();
        entries.forEachRemaining(all::add);
        return all;
    }

    private boolean isThere(Map<String, AttributeValue> item) {
        return !item.isEmpty()
                && !Retention.isExpired(Attributes.wholeNumber(item, "ttl").orElse(Long.MAX_VALUE), clock.instant());
    }

    private static Optional<Instant> updatedAt(Map<String, AttributeValue> item) {
        return UtcTime.parse(Attributes.text(item, "updated_at"));
    }

    private static Map<String, AttributeValue> key(String tenantId, String name) {
        return Map.of("pk", Attributes.text(partition(tenantId)), "sk", Attributes.text(PREFIX + name));
    }

    private static String partition(String tenantId) {
        return "TENANT#" + tenantId;
    }
}
