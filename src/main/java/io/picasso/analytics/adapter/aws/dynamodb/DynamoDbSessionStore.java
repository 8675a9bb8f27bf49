package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.AnchorKey;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The session tables in DynamoDB. Safe for many threads. */
public final class DynamoDbSessionStore implements SessionStore {
    /** All events of a session: steps sort after {@code STEP#}, whatever else may stand in the partition does not. */
    static final String SESSION_EVENTS = "pk = :pk AND begins_with(sk, :step)";

    /** Summaries from the bound of the first instant to the bound of the first instant after the range. */
    static final String SUMMARIES_BETWEEN = "pk = :pk AND sk BETWEEN :from AND :to";

    /** The first writer fixes the time; everybody after reads it. */
    static final String FIX_ANCHOR = "SET started_at = if_not_exists(started_at, :started_at),"
            + " session_id = if_not_exists(session_id, :session_id), #ttl = if_not_exists(#ttl, :ttl)";

    /** Anchors and summaries are far below a kilobyte. */
    private static final int SMALL_ROW_UNITS = 1;

    private final DynamoDbClient client;
    private final AwsService service;
    private final String eventsTable;
    private final String summariesTable;
    private final Retention retention;
    private final EventItem items;
    private final PacedWrites writes;
    private final EventPuts puts;
    private final Inserts inserts;

    public DynamoDbSessionStore(
            DynamoDbClient client,
            AwsConnection connection,
            String eventsTable,
            String summariesTable,
            Retention retention,
            JsonParser parser,
            WritePace pace) {
        this.client = client;
        this.service = new AwsService("DynamoDB", connection);
        this.eventsTable = eventsTable;
        this.summariesTable = summariesTable;
        this.retention = retention;
        this.items = new EventItem(parser, retention);
        this.writes = new PacedWrites(service, pace);
        this.puts = new EventPuts(client, writes, eventsTable, items);
        this.inserts = new Inserts(client, writes, summariesTable);
    }

    @Override
    public Unwritten putEvents(Collection<Event> events) {
        return puts.put(events);
    }

    @Override
    public List<StoredEvent> events(String tenantHash, SessionId session) {
        return partition(session).stream()
                .filter(stored -> stored.event().tenant().hash().equals(tenantHash))
                .toList();
    }

    @Override
    public List<Tenant> tenantsOf(SessionId session) {
        return partition(session).stream()
                .map(stored -> stored.event().tenant())
                .distinct()
                .toList();
    }

    private List<StoredEvent> partition(SessionId session) {
        QueryRequest query = QueryRequest.builder()
                .tableName(eventsTable)
                .consistentRead(true)
                .keyConditionExpression(SESSION_EVENTS)
                .expressionAttributeValues(
                        Map.of(":pk", Attributes.text(EventKey.partition(session)), ":step", Attributes.text("STEP#")))
                .build();
        List<StoredEvent> events = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            QueryRequest page = from.isEmpty()
                    ? query
                    : query.toBuilder().exclusiveStartKey(from).build();
            QueryResponse response = service.call("read", "table " + eventsTable, () -> client.query(page));
            response.items().forEach(item -> items.read(item).ifPresent(events::add));
            from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return events;
    }

    @Override
    public Anchor anchor(Tenant tenant, SessionId session, Instant proposed) {
        UpdateItemResponse written = writes.send(
                summariesTable,
                tenant.hash(),
                SMALL_ROW_UNITS,
                () -> client.updateItem(b -> b.tableName(summariesTable)
                        .key(key(tenant.hash(), session))
                        .updateExpression(FIX_ANCHOR)
                        .expressionAttributeNames(Map.of("#ttl", "ttl"))
                        .expressionAttributeValues(Map.of(
                                ":started_at", Attributes.text(UtcTime.format(proposed)),
                                ":session_id", Attributes.text(session.value()),
                                ":ttl", Attributes.number(retention.anchorExpiryOf(proposed))))
                        .returnConsumedCapacity(writes.wanted())
                        .returnValues(ReturnValue.ALL_OLD)),
                DynamoDbSessionStore::consumed);
        Map<String, AttributeValue> before = written.attributes();
        return new Anchor(UtcTime.parse(Attributes.text(before, "started_at")).orElse(proposed), before.isEmpty());
    }

    @Override
    public Map<SessionId, Anchor> anchors(Tenant tenant, Map<SessionId, Instant> proposed) {
        List<Map.Entry<SessionId, Instant>> wanted = List.copyOf(proposed.entrySet());
        BitSet there = inserts.insert(
                tenant.hash(),
                wanted.stream()
                        .map(one -> anchorItem(tenant, one.getKey(), one.getValue()))
                        .toList());
        Map<SessionId, Anchor> anchors = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            SessionId session = wanted.get(i).getKey();
            Instant at = wanted.get(i).getValue();
            // One that expires just between the two calls is fixed anew.
            anchors.put(
                    session,
                    there.get(i)
                            ? findAnchor(tenant.hash(), session)
                                    .map(fixed -> new Anchor(fixed, false))
                                    .orElseGet(() -> anchor(tenant, session, at))
                            : new Anchor(at, true));
        }
        return anchors;
    }

    private Map<String, AttributeValue> anchorItem(Tenant tenant, SessionId session, Instant at) {
        Map<String, AttributeValue> item = new HashMap<>(key(tenant.hash(), session));
        item.put("started_at", Attributes.text(UtcTime.format(at)));
        item.put("session_id", Attributes.text(session.value()));
        item.put("ttl", Attributes.number(retention.anchorExpiryOf(at)));
        return item;
    }

    private static List<ConsumedCapacity> consumed(UpdateItemResponse response) {
        return response.consumedCapacity() == null ? List.of() : List.of(response.consumedCapacity());
    }

    @Override
    public Optional<Instant> findAnchor(String tenantHash, SessionId session) {
        return get(key(tenantHash, session)).flatMap(row -> UtcTime.parse(Attributes.text(row, "started_at")));
    }

    @Override
    public Optional<SessionSummary> summary(SummaryKey key) {
        return get(key(key)).map(row -> SummaryItem.read(key, row));
    }

    /** Both rows in one call; a second one only where another time is fixed than the likely one. */
    @Override
    public Optional<SessionSummary> summaryOf(String tenantHash, SessionId session, Optional<Instant> likely) {
        if (likely.isEmpty()) {
            return SessionStore.super.summaryOf(tenantHash, session, likely);
        }
        SummaryKey guessed = new SummaryKey(tenantHash, likely.get(), session);
        Map<String, AttributeValue> anchor = key(tenantHash, session);
        BatchGetItemResponse found = service.call(
                "read",
                "table " + summariesTable,
                () -> client.batchGetItem(b -> b.requestItems(Map.of(
                        summariesTable,
                        KeysAndAttributes.builder()
                                .keys(anchor, key(guessed))
                                .consistentRead(true)
                                .build()))));
        if (!found.unprocessedKeys().isEmpty()) {
            return SessionStore.super.summaryOf(tenantHash, session, likely);
        }
        List<Map<String, AttributeValue>> rows = found.responses().getOrDefault(summariesTable, List.of());
        Instant fixed = rows.stream()
                .filter(row -> row.entrySet().containsAll(anchor.entrySet()))
                .findAny()
                .flatMap(row -> UtcTime.parse(Attributes.text(row, "started_at")))
                .orElse(likely.get());
        SummaryKey key = new SummaryKey(tenantHash, fixed, session);
        if (!key.equals(guessed)) {
            return summary(key);
        }
        return rows.stream()
                .filter(row -> row.entrySet().containsAll(key(key).entrySet()))
                .findAny()
                .map(row -> SummaryItem.read(key, row));
    }

    @Override
    public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
        SummaryUpdate update = SummaryUpdate.of(stored, summary);
        return writes.send(
                        summariesTable,
                        key.tenantHash(),
                        SMALL_ROW_UNITS,
                        () -> {
                            try {
                                return Optional.of(client.updateItem(b -> b.tableName(summariesTable)
                                        .key(key(key))
                                        .updateExpression(update.expression())
                                        .conditionExpression(update.condition())
                                        .expressionAttributeNames(update.names())
                                        .expressionAttributeValues(update.values())
                                        .returnConsumedCapacity(writes.wanted())));
                            } catch (ConditionalCheckFailedException e) {
                                return Optional.<UpdateItemResponse>empty();
                            }
                        },
                        answer -> answer.map(DynamoDbSessionStore::consumed).orElse(List.of()))
                .isPresent();
    }

    @Override
    public Set<SummaryKey> addSummaries(Map<SummaryKey, SessionSummary> summaries) {
        List<Map.Entry<SummaryKey, SessionSummary>> wanted = List.copyOf(summaries.entrySet());
        if (wanted.isEmpty()) {
            return Set.of();
        }
        return inserts
                .insert(
                        wanted.get(0).getKey().tenantHash(),
                        wanted.stream()
                                .map(one -> SummaryItem.write(one.getKey(), one.getValue()))
                                .toList())
                .stream()
                .mapToObj(i -> wanted.get(i).getKey())
                .collect(Collectors.toSet());
    }

    @Override
    public double cost(Event event) {
        return EventPuts.units(items.write(event));
    }

    @Override
    public SummaryPage summaries(SummaryRange range, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", Attributes.text(SummaryKey.partition(range.tenantHash())));
        values.put(":from", Attributes.text(SummaryKey.bound(range.from())));
        values.put(":to", Attributes.text(SummaryKey.bound(range.to())));
        QueryResponse response = service.call(
                "read",
                "table " + summariesTable,
                () -> client.query(b -> {
                    b.tableName(summariesTable)
                            .consistentRead(true)
                            .scanIndexForward(false)
                            .limit(limit)
                            .keyConditionExpression(SUMMARIES_BETWEEN)
                            .expressionAttributeValues(values);
                    range.before()
                            .ifPresent(last -> b.exclusiveStartKey(Map.of(
                                    "pk", Attributes.text(SummaryKey.partition(range.tenantHash())),
                                    "sk", Attributes.text(last))));
                }));
        List<StoredSummary> summaries = new ArrayList<>();
        for (Map<String, AttributeValue> item : response.items()) {
            SummaryItem.key(item).ifPresent(key -> summaries.add(new StoredSummary(key, SummaryItem.read(key, item))));
        }
        Optional<String> next =
                response.hasLastEvaluatedKey() ? Attributes.find(response.lastEvaluatedKey(), "sk") : Optional.empty();
        return new SummaryPage(summaries, next);
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

    private static Map<String, AttributeValue> key(String tenantHash, SessionId session) {
        AnchorKey anchor = new AnchorKey(tenantHash, session);
        return Map.of("pk", Attributes.text(anchor.partition()), "sk", Attributes.text(anchor.sort()));
    }

    private static Map<String, AttributeValue> key(SummaryKey key) {
        return Map.of("pk", Attributes.text(key.partition()), "sk", Attributes.text(key.sort()));
    }
}
