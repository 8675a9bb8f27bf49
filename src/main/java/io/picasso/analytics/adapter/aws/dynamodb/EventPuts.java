package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.SessionStore.Unwritten;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts events into their table: in batches where a put needs no condition, one by one where it does. */
final class EventPuts {
    /** The most a BatchWriteItem takes. */
    static final int BATCH = 25;

    /**
     * An event timed by our own clock must not replace a better delivery of itself: one timed by its producer, or one
     * that reached us earlier.
     */
    static final String IF_BETTER = "attribute_not_exists(pk) OR (clock_skewed = :true AND #timestamp > :timestamp)";

    /** An event that is not over a kilobyte, in table and index. */
    private static final int LEAST_UNITS = 2;

    /** An event and its item; made once, however often it is sent. */
    private record Put(Event event, Map<String, AttributeValue> item) {
        WriteRequest request() {
            return WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(item).build())
                    .build();
        }
    }

    private final DynamoDbClient client;
    private final PacedWrites writes;
    private final String table;
    private final EventItem items;

    EventPuts(DynamoDbClient client, PacedWrites writes, String table, EventItem items) {
        this.client = client;
        this.writes = writes;
        this.table = table;
        this.items = items;
    }

    Unwritten put(Collection<Event> events) {
        List<Event> missing = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<Event> plain = events.stream().filter(e -> !e.time().skewed()).toList();
        int size = batchSize();
        for (int from = 0; from < plain.size(); from += size) {
            List<Event> batch = plain.subList(from, Math.min(from + size, plain.size()));
            if (stop(failures)) {
                missing.addAll(batch);
            } else {
                putBatch(batch, missing, failures);
            }
        }
        events.stream().filter(e -> e.time().skewed()).forEach(event -> {
            if (stop(failures)) {
                missing.add(event);
            } else {
                putIfBetter(event, missing, failures);
            }
        });
        return missing.isEmpty()
                ? Unwritten.NOTHING
                : new Unwritten(missing, failures.stream().findFirst());
    }

    /** Whether asking again would only keep the caller waiting. */
    private static boolean stop(List<Failure> failures) {
        return failures.stream().anyMatch(f -> f.code() != FailureCode.THROTTLED);
    }

    private void putBatch(List<Event> batch, List<Event> missing, List<Failure> failures) {
        List<Put> waiting = batch.stream().map(this::put).toList();
        Optional<Failure> why = Optional.empty();
        String tenantHash = batch.get(0).tenant().hash();
        for (int round = 1; !waiting.isEmpty(); round++) {
            try {
                List<WriteRequest> requests = waiting.stream().map(Put::request).toList();
                List<WriteRequest> left = writes.send(
                                table,
                                tenantHash,
                                units(waiting.stream().map(Put::item).toList()),
                                () -> client.batchWriteItem(b -> b.requestItems(Map.of(table, requests))
                                        .returnConsumedCapacity(writes.wanted())),
                                BatchWriteItemResponse::consumedCapacity)
                        .unprocessedItems()
                        .getOrDefault(table, List.of());
                waiting = remaining(waiting, left);
                if (!left.isEmpty()) {
                    why = Optional.of(Failure.of(
                            FailureCode.THROTTLED, "table " + table + " left " + left.size() + " items unprocessed"));
                }
            } catch (Failure failure) {
                why = Optional.of(failure);
                if (failure.code() != FailureCode.THROTTLED) {
                    break;
                }
            }
            if (!waiting.isEmpty() && !writes.again(tenantHash, round)) {
                break;
            }
        }
        if (!waiting.isEmpty()) {
            missing.addAll(waiting.stream().map(Put::event).toList());
            why.ifPresent(failures::add);
        }
    }

    private Put put(Event event) {
        return new Put(event, items.write(event));
    }

    private static List<Put> remaining(List<Put> sent, List<WriteRequest> left) {
        Set<Map<String, AttributeValue>> unprocessed =
                left.stream().map(w -> w.putRequest().item()).collect(Collectors.toSet());
        return unprocessed.isEmpty()
                ? List.of()
                : sent.stream().filter(put -> unprocessed.contains(put.item())).toList();
    }

    /** As many as a call takes, fewer where the pace is slow: a call is the least that can be held back. */
    private int batchSize() {
        return (int) Math.max(1, Math.min(BATCH, writes.largest() / LEAST_UNITS));
    }

    /** Every item is written to the table and to its index. */
    private double units(Collection<Map<String, AttributeValue>> items) {
        return writes.isPaced() ? items.stream().mapToInt(EventPuts::units).sum() : 0;
    }

    static int units(Map<String, AttributeValue> item) {
        return 2 * ItemSize.units(ItemSize.bytes(item));
    }

    private void putIfBetter(Event event, List<Event> missing, List<Failure> failures) {
        Map<String, AttributeValue> item = items.write(event);
        try {
            writes.send(
                    table,
                    event.tenant().hash(),
                    units(List.of(item)),
                    () -> {
                        try {
                            return client.putItem(b -> b.tableName(table)
                                            .item(item)
                                            .conditionExpression(IF_BETTER)
                                            .expressionAttributeNames(Map.of("#timestamp", EventItem.TIMESTAMP))
                                            .expressionAttributeValues(Map.of(
                                                    ":true",
                                                    Attributes.flag(true),
                                                    ":timestamp",
                                                    Attributes.text(Attributes.text(item, EventItem.TIMESTAMP))))
                                            .returnConsumedCapacity(writes.wanted()))
                                    .consumedCapacity();
                        } catch (ConditionalCheckFailedException e) {
                            // What is there is at least as good; the refused write costs a unit.
                            return ConsumedCapacity.builder().capacityUnits(1.0).build();
                        }
                    },
                    consumed -> consumed == null ? List.of() : List.of(consumed));
        } catch (Failure failure) {
            missing.add(event);
            failures.add(failure);
        }
    }
}
