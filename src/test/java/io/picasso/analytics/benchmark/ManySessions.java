package io.picasso.analytics.benchmark;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Summary rows of one tenant as the processor writes them, many a call; one after the other over the last month. */
final class ManySessions {
    private static final int BATCH = 25;
    private static final int THREADS = 4;
    private static final Duration SPAN = Duration.ofDays(29);

    private ManySessions() {}

    /**
     * Writes them.
     *
     * @param rare every how manieth session ended with a link
     */
    static void write(DynamoDbClient client, String table, Tenant tenant, int count, int rare, Instant now)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int from = 0; from < count; from += BATCH) {
            List<WriteRequest> puts = IntStream.range(from, Math.min(count, from + BATCH))
                    .mapToObj(i -> row(
                            tenant,
                            i,
                            now.minus(SPAN).plus(SPAN.dividedBy(count).multipliedBy(i)),
                            i % rare == 0))
                    .map(row -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(row).build())
                            .build())
                    .toList();
            threads.execute(() -> client.batchWriteItem(batch -> batch.requestItems(Map.of(table, puts))));
        }
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the rows were not written in time");
        }
    }

    private static Map<String, AttributeValue> row(Tenant tenant, int number, Instant at, boolean link) {
        String time = UtcTime.format(at);
        String id = "sess_" + Integer.toString(number, 36);
        Map<String, AttributeValue> row = new HashMap<>();
        row.put("pk", AttributeValue.fromS("TENANT#" + tenant.hash()));
        row.put("sk", AttributeValue.fromS("SESSION#" + time + "#" + id));
        row.put("session_id", AttributeValue.fromS(id));
        row.put("tenant_id", AttributeValue.fromS(tenant.id()));
        row.put("started_at", AttributeValue.fromS(time));
        row.put("ended_at", AttributeValue.fromS(UtcTime.format(at.plusSeconds(90))));
        row.put("first_question", AttributeValue.fromS("Can I volunteer at the shelter on a Saturday morning?"));
        for (String counter : List.of("event_count", "message_count", "user_message_count", "bot_message_count")) {
            row.put(counter, AttributeValue.fromN("8"));
        }
        row.put(
                "ttl",
                AttributeValue.fromN(Long.toString(at.plus(Duration.ofDays(90)).getEpochSecond())));
        if (link) {
            row.put("outcome", AttributeValue.fromS("link_clicked"));
        }
        return row;
    }
}
