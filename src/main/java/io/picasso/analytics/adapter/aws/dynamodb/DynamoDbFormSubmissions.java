package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Form submissions in a DynamoDB table with two indexes. Safe for many threads. */
final class DynamoDbFormSubmissions implements FormSubmissions {
    static final String BY_TIME = "tenant_id = :tenant AND #timestamp BETWEEN :from AND :before";
    static final String BY_STATUS = "tenant_pipeline_key = :key";

    private static final String TIME_INDEX = "tenant-timestamp-index";
    private static final String PIPELINE_INDEX = "tenant-pipeline-index";

    /** Up to the second and without a zone: it sorts before every form in which that moment and later ones are written. */
    private static final int SECOND_LENGTH = "2025-12-28T09:15:02".length();

    private final DynamoDbClient client;
    private final AwsService service;
    private final String table;
    private final Clock clock;

    DynamoDbFormSubmissions(DynamoDbClient client, AwsService service, String table, Clock clock) {
        this.client = client;
        this.service = service;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Iterator<Submission> newestFirst(String tenantId, Instant from, Instant before) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(TIME_INDEX)
                .scanIndexForward(false)
                .keyConditionExpression(BY_TIME)
                .expressionAttributeNames(Map.of("#timestamp", "timestamp"))
                .expressionAttributeValues(Map.of(
                        ":tenant", Attributes.text(tenantId),
                        ":from", Attributes.text(bound(from)),
                        ":before", Attributes.text(bound(before))))
                .build();
        return visible(tenantId, query).map(SubmissionItem::read).iterator();
    }

    private static String bound(Instant time) {
        return UtcTime.format(time).substring(0, SECOND_LENGTH);
    }

    @Override
    public List<String> queue(String tenantId, String status) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(PIPELINE_INDEX)
                .keyConditionExpression(BY_STATUS)
                .expressionAttributeValues(Map.of(":key", Attributes.text(tenantId + "#" + status)))
                .build();
        return visible(tenantId, query)
                .map(item -> Attributes.text(item, "submission_id"))
                .toList();
    }

    /** The rows of all pages, read one after the other; each is looked at for its tenant and its end. */
    private Stream<Map<String, AttributeValue>> visible(String tenantId, QueryRequest query) {
        Supplier<Iterator<Map<String, AttributeValue>>> rows =
                () -> client.queryPaginator(query).items().iterator();
        Iterator<Map<String, AttributeValue>> found = call(rows);
        Iterable<Map<String, AttributeValue>> translated = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return call(found::hasNext);
            }

            @Override
            public Map<String, AttributeValue> next() {
                return call(found::next);
            }
        };
        Instant now = clock.instant();
        return java.util.stream.StreamSupport.stream(translated.spliterator(), false)
                .filter(item -> isVisible(tenantId, item, now));
    }

    private <T> T call(Supplier<T> read) {
        return service.call("read", "table " + table, read);
    }

    private static boolean isVisible(String tenantId, Map<String, AttributeValue> item, Instant now) {
        return Attributes.text(item, "tenant_id").equals(tenantId)
                && Attributes.wholeNumber(item, "ttl")
                        .filter(ttl -> Retention.isExpired(ttl, now))
                        .isEmpty();
    }

    @Override
    public Optional<Submission> find(String tenantId, String id) {
        GetItemResponse found = call(
                () -> client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)));
        return found.hasItem() && isVisible(tenantId, found.item(), clock.instant())
                ? Optional.of(SubmissionItem.read(found.item()))
                : Optional.empty();
    }

    @Override
    public Effect change(String tenantId, String id, Change change) {
        LeadUpdate update = LeadUpdate.of(tenantId, change, clock.instant());
        return service.call("write", "table " + table, () -> {
            try {
                client.updateItem(b -> b.tableName(table)
                        .key(key(id))
                        .updateExpression(update.expression())
                        .conditionExpression(update.condition())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return Effect.MADE;
            } catch (ConditionalCheckFailedException e) {
                return e.hasItem() && isVisible(tenantId, e.item(), clock.instant())
                        ? Effect.OTHERWISE
                        : Effect.NOT_THERE;
            }
        });
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("submission_id", Attributes.text(id));
    }
}
