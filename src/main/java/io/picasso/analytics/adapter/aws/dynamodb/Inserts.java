package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * Writes rows that are not there yet, many a call. PartiQL's INSERT is the one write that holds only where there is no
 * row and can still be one of a batch; it costs the units of a put.
 */
final class Inserts {
    /** The most a BatchExecuteStatement takes. */
    static final int BATCH = 25;

    private final DynamoDbClient client;
    private final PacedWrites writes;
    private final String table;

    Inserts(DynamoDbClient client, PacedWrites writes, String table) {
        this.client = client;
        this.writes = writes;
        this.table = table;
    }

    /** The statement for an item: {@code INSERT INTO "table" VALUE {'pk': ?, 'sk': ?}}. */
    static BatchStatementRequest statement(String table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> ordered = new TreeMap<>(item);
        return BatchStatementRequest.builder()
                .statement(ordered.keySet().stream()
                        .map(name -> "'" + name + "': ?")
                        .collect(Collectors.joining(", ", "INSERT INTO \"" + table + "\" VALUE {", "}")))
                .parameters(ordered.values())
                .build();
    }

    /**
     * Writes a tenant's rows, each far below a kilobyte.
     *
     * @return the places in the list of those that were there already
     * @throws Failure when the table cannot be written; what was written stays
     */
    BitSet insert(String tenantHash, List<Map<String, AttributeValue>> items) {
        BitSet there = new BitSet();
        int size = (int) Math.max(1, Math.min(BATCH, writes.largest()));
        for (int from = 0; from < items.size(); from += size) {
            insert(tenantHash, items, from, Math.min(from + size, items.size()), there);
        }
        return there;
    }

    private void insert(String tenantHash, List<Map<String, AttributeValue>> items, int from, int to, BitSet there) {
        List<Integer> waiting = IntStream.range(from, to).boxed().toList();
        for (int round = 1; !waiting.isEmpty(); round++) {
            List<BatchStatementRequest> statements =
                    waiting.stream().map(i -> statement(table, items.get(i))).toList();
            BatchExecuteStatementResponse answer = writes.send(
                    table,
                    tenantHash,
                    statements.size(),
                    () -> client.batchExecuteStatement(
                            b -> b.statements(statements).returnConsumedCapacity(writes.wanted())),
                    BatchExecuteStatementResponse::consumedCapacity);
            List<Integer> throttled = new ArrayList<>();
            for (int i = 0; i < waiting.size(); i++) {
                Optional<BatchStatementError> error =
                        Optional.ofNullable(answer.responses().get(i).error());
                if (error.isPresent()) {
                    switch (meaning(error.get())) {
                        case RESOURCE_CONFLICT -> there.set(waiting.get(i));
                        case THROTTLED -> throttled.add(waiting.get(i));
                        default -> throw failed(error.get());
                    }
                }
            }
            waiting = throttled;
            if (!waiting.isEmpty() && !writes.again(tenantHash, round)) {
                throw Failure.of(
                        FailureCode.THROTTLED, "table " + table + " left " + waiting.size() + " rows unwritten");
            }
        }
    }

    private Failure failed(BatchStatementError error) {
        return Failure.of(meaning(error), "could not write table " + table)
                .why(error.codeAsString() + ": " + error.message());
    }

    private static FailureCode meaning(BatchStatementError error) {
        return switch (error.code()) {
            case DUPLICATE_ITEM, CONDITIONAL_CHECK_FAILED -> FailureCode.RESOURCE_CONFLICT;
            case THROTTLING_ERROR,
                    PROVISIONED_THROUGHPUT_EXCEEDED,
                    REQUEST_LIMIT_EXCEEDED,
                    TRANSACTION_CONFLICT,
                    INTERNAL_SERVER_ERROR -> FailureCode.THROTTLED;
            case RESOURCE_NOT_FOUND -> FailureCode.RESOURCE_MISSING;
            case ACCESS_DENIED -> FailureCode.DENIED;
            default -> FailureCode.FAULT;
        };
    }
}
