package io.picasso.analytics.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a table takes at most: items that are encoded already, 25 a call, and nothing else. */
final class BareWrites {
    private static final int BATCH = 25;

    private final DynamoDbClient client;
    private final String table;

    BareWrites(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Writes all items; each thread takes the next 25 that nobody has taken. */
    void write(List<Map<String, AttributeValue>> items, int threads) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    for (int from = next.getAndAdd(BATCH); from < items.size(); from = next.getAndAdd(BATCH)) {
                        write(items.subList(from, Math.min(from + BATCH, items.size())));
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void write(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> requests = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build())
                .toList();
        if (!client.batchWriteItem(b -> b.requestItems(Map.of(table, requests)))
                .unprocessedItems()
                .isEmpty()) {
            throw new IllegalStateException("some items were not processed");
        }
    }
}
