package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.key.AnchorKey;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The rows of the session tables in DynamoDB. Safe for many threads; an iterator is for one. */
final class DynamoDbSessionRows implements SessionRows {
    /** The index that leads from a tenant to its events by time. */
    static final String INDEX = "tenant-date-index";

    /** Both bounds belong to the range. */
    static final String EVENTS_BETWEEN = "tenant_hash = :tenant AND #timestamp BETWEEN :from AND :to";

    /** Anchors stand in the tenant's partition beside its summaries. */
    static final String ANCHORS = "pk = :pk AND begins_with(sk, :anchor)";

    /** What an index or a key needs; payloads stay where they are. */
    static final String WHAT_LEADS_TO_A_ROW = "pk, sk, tenant_hash, #timestamp, #ttl";

    private static final String ANCHOR_PREFIX = "ANCHOR#";

    /** What was read, with its attributes. */
    private record ItemImage(Map<String, AttributeValue> item) implements Image {}

    private final DynamoDbClient client;
    private final AwsService service;
    private final String eventsTable;
    private final String summariesTable;
    private final EventItem items;

    DynamoDbSessionRows(
            DynamoDbClient client,
            AwsService service,
            String eventsTable,
            String summariesTable,
            Retention retention,
            JsonParser parser) {
        this.client = client;
        this.service = service;
        this.eventsTable = eventsTable;
        this.summariesTable = summariesTable;
        this.items = new EventItem(parser, retention);
    }

    @Override
    public Iterator<EventRow> events(String tenantHash, Instant from, Instant before, int pages) {
        if (!before.isAfter(from)) {
            return List.<EventRow>of().iterator();
        }
        QueryRequest query = QueryRequest.builder()
                .tableName(eventsTable)
                .indexName(INDEX)
                .keyConditionExpression(EVENTS_BETWEEN)
                .expressionAttributeNames(Map.of("#timestamp", EventItem.TIMESTAMP))
                .build();
        Iterator<List<EventRow>> answer = new TimePages<>(
                page -> service.call("read", "table " + eventsTable, () -> client.query(page)),
                query,
                tenantHash,
                from,
                before,
                item -> event(item)
                        .filter(row -> !row.event().occurredAt().isBefore(from)
                                && row.event().occurredAt().isBefore(before)));
        return Pages.items(pages > 0 ? new ReadAhead<>(answer, pages, "rows of " + tenantHash) : answer);
    }

    @Override
    public List<EventRow> events(SessionId session) {
        return all(new Pages<>(
                client,
                service,
                QueryRequest.builder()
                        .tableName(eventsTable)
                        .consistentRead(true)
                        .keyConditionExpression(DynamoDbSessionStore.SESSION_EVENTS)
                        .expressionAttributeValues(Map.of(
                                ":pk", Attributes.text(EventKey.partition(session)), ":step", Attributes.text("STEP#")))
                        .build(),
                this::event));
    }

    private Optional<EventRow> event(Map<String, AttributeValue> item) {
        return items.read(item)
                .flatMap(stored -> EventKey.parse(Attributes.text(item, "pk"), Attributes.text(item, "sk"))
                        .map(key -> new EventRow(key, stored.event(), stored.ttl(), new ItemImage(item))));
    }

    @Override
    public Iterator<SummaryRow> summaries(String tenantHash, Instant from, Instant before) {
        return Pages.items(new Pages<>(
                client,
                service,
                QueryRequest.builder()
                        .tableName(summariesTable)
                        .consistentRead(true)
                        .keyConditionExpression(DynamoDbSessionStore.SUMMARIES_BETWEEN)
                        .expressionAttributeValues(Map.of(
                                ":pk", Attributes.text(SummaryKey.partition(tenantHash)),
                                ":from", Attributes.text(SummaryKey.bound(from)),
                                ":to", Attributes.text(SummaryKey.bound(before))))
                        .build(),
                DynamoDbSessionRows::summary));
    }

    private static Optional<SummaryRow> summary(Map<String, AttributeValue> item) {
        return SummaryItem.key(item)
                .map(key -> new SummaryRow(
                        key,
                        SummaryItem.read(key, item),
                        Attributes.wholeNumber(item, "message_count").orElse(0L),
                        Attributes.text(item, "session_id"),
                        Attributes.text(item, "tenant_id"),
                        new ItemImage(item)));
    }

    @Override
    public Optional<SummaryRow> summary(SummaryKey key) {
        return get(key(key)).flatMap(DynamoDbSessionRows::summary);
    }

    @Override
    public Iterator<AnchorRow> anchors(String tenantHash) {
        return Pages.items(new Pages<>(
                client,
                service,
                QueryRequest.builder()
                        .tableName(summariesTable)
                        .consistentRead(true)
                        .keyConditionExpression(ANCHORS)
                        .expressionAttributeValues(Map.of(
                                ":pk", Attributes.text(SummaryKey.partition(tenantHash)),
                                ":anchor", Attributes.text(ANCHOR_PREFIX)))
                        .build(),
                item -> SessionId.parse(Attributes.text(item, "sk").substring(ANCHOR_PREFIX.length()))
                        .map(session -> anchor(tenantHash, session, item))));
    }

    @Override
    public Optional<AnchorRow> anchor(String tenantHash, SessionId session) {
        return get(key(new AnchorKey(tenantHash, session))).map(item -> anchor(tenantHash, session, item));
    }

    private static AnchorRow anchor(String tenantHash, SessionId session, Map<String, AttributeValue> item) {
        return new AnchorRow(tenantHash, session, Attributes.text(item, "started_at"));
    }

    @Override
    public Iterator<AnyRow> everyEventRow() {
        return Pages.items(new ScanPages<>(
                client,
                service,
                ScanRequest.builder()
                        .tableName(eventsTable)
                        .projectionExpression(WHAT_LEADS_TO_A_ROW)
                        .expressionAttributeNames(Map.of("#timestamp", EventItem.TIMESTAMP, "#ttl", "ttl"))
                        .build(),
                item -> new AnyRow(
                        Attributes.text(item, "pk"),
                        Attributes.text(item, "sk"),
                        Attributes.text(item, "tenant_hash"),
                        Attributes.text(item, EventItem.TIMESTAMP),
                        Attributes.wholeNumber(item, "ttl").orElse(Long.MAX_VALUE))));
    }

    @Override
    public boolean hasEvents() {
        return holdsAnything(eventsTable);
    }

    @Override
    public boolean hasSummaries() {
        return holdsAnything(summariesTable);
    }

    private boolean holdsAnything(String table) {
        return service.call(
                        "read",
                        "table " + table,
                        () -> client.scan(b -> b.tableName(table).limit(1).consistentRead(true))
                                .count())
                > 0;
    }

    @Override
    public boolean isAsWritten(EventRow row) {
        return items.isAsWritten(row.event(), item(row.image()));
    }

    @Override
    public boolean deleteEvent(EventRow row) {
        return delete(
                eventsTable,
                Map.of(
                        "pk", Attributes.text(row.key().partition()),
                        "sk", Attributes.text(row.key().sort())),
                RowCondition.unchanged(RowCondition.OF_EVENT, item(row.image())));
    }

    @Override
    public boolean deleteSummary(SummaryRow row) {
        return delete(
                summariesTable, key(row.key()), RowCondition.unchanged(RowCondition.OF_SUMMARY, item(row.image())));
    }

    @Override
    public boolean deleteAnchor(AnchorRow row) {
        Map<String, AttributeValue> was =
                row.startedAt().isEmpty() ? Map.of() : Map.of("started_at", Attributes.text(row.startedAt()));
        return delete(
                summariesTable,
                key(new AnchorKey(row.tenantHash(), row.session())),
                RowCondition.unchanged(RowCondition.OF_ANCHOR, was));
    }

    private boolean delete(String table, Map<String, AttributeValue> key, RowCondition condition) {
        return service.call("write", "table " + table, () -> {
            try {
                client.deleteItem(b -> {
                    b.tableName(table)
                            .key(key)
                            .conditionExpression(condition.expression())
                            .expressionAttributeNames(condition.names());
                    if (!condition.values().isEmpty()) {
                        b.expressionAttributeValues(condition.values());
                    }
                });
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    @Override
    public boolean replaceSummary(SummaryKey key, Optional<SummaryRow> stored, SessionSummary summary) {
        SummaryReplacement update = SummaryReplacement.of(stored.map(row -> item(row.image())), summary);
        return service.call("write", "table " + summariesTable, () -> {
            try {
                client.updateItem(b -> b.tableName(summariesTable)
                        .key(key(key))
                        .updateExpression(update.expression())
                        .conditionExpression(update.condition())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values()));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        return Optional.of(service.call(
                        "read",
                        "table " + summariesTable,
                        () -> client.getItem(b ->
                                        b.tableName(summariesTable).key(key).consistentRead(true))
                                .item()))
                .filter(row -> !row.isEmpty());
    }

    private static Map<String, AttributeValue> item(Image image) {
        return ((ItemImage) image).item();
    }

    private static Map<String, AttributeValue> key(AnchorKey key) {
        return Map.of("pk", Attributes.text(key.partition()), "sk", Attributes.text(key.sort()));
    }

    private static Map<String, AttributeValue> key(SummaryKey key) {
        return Map.of("pk", Attributes.text(key.partition()), "sk", Attributes.text(key.sort()));
    }

    private static <T> List<T> all(Iterator<List<T>> pages) {
        List<T> all = new ArrayList<>();
        pages.forEachRemaining(all::addAll);
        return all;
    }
}
