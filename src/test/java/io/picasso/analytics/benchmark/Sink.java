package io.picasso.analytics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Accepts the DynamoDB calls of our writers, keeps the items in memory, and answers each call after a fixed time, as a
 * table in AWS does whose time is mostly the way there and back. It does not fall behind when calls come side by side.
 */
final class Sink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Duration delay;
    private final ConcurrentMap<String, NavigableMap<String, ObjectNode>> partitions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();

    Sink(Duration delay) throws IOException {
        this.delay = delay;
        // Without it the answer waits for the acknowledgement of its own headers, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often each operation was called. */
    Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    private void handle(HttpExchange exchange) throws IOException {
        long end = System.nanoTime() + delay.toNanos();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        calls.computeIfAbsent(operation, o -> new LongAdder()).increment();
        int status = 200;
        ObjectNode answer;
        try {
            answer = answer(operation, JSON.readTree(exchange.getRequestBody()));
        } catch (UpdateExpression.ConditionFailed e) {
            status = 400;
            answer = JSON.createObjectNode()
                    .put("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException")
                    .put("message", "The conditional request failed");
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        waitUntil(end);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode answer(String operation, JsonNode request) throws UpdateExpression.ConditionFailed {
        String table = request.path("TableName").asText();
        return switch (operation) {
            case "BatchWriteItem" -> {
                request.get("RequestItems")
                        .fields()
                        .forEachRemaining(entry -> entry.getValue()
                                .forEach(write -> put(
                                        entry.getKey(), write.get("PutRequest").get("Item"))));
                yield JSON.createObjectNode().set("UnprocessedItems", JSON.createObjectNode());
            }
            case "PutItem" -> {
                put(table, request.get("Item"));
                yield JSON.createObjectNode();
            }
            case "GetItem" -> {
                JsonNode key = request.get("Key");
                NavigableMap<String, ObjectNode> partition = partition(table, key);
                synchronized (partition) {
                    ObjectNode item = partition.get(sort(key));
                    yield item == null
                            ? JSON.createObjectNode()
                            : JSON.createObjectNode().set("Item", item.deepCopy());
                }
            }
            case "UpdateItem" -> update(table, request);
            case "Query" -> query(table, request);
            default -> throw new IllegalArgumentException("the sink does not know " + operation);
        };
    }

    private void put(String table, JsonNode item) {
        NavigableMap<String, ObjectNode> partition = partition(table, item);
        synchronized (partition) {
            partition.put(sort(item), (ObjectNode) item);
        }
    }

    private ObjectNode update(String table, JsonNode request) throws UpdateExpression.ConditionFailed {
        ObjectNode key = (ObjectNode) request.get("Key");
        NavigableMap<String, ObjectNode> partition = partition(table, key);
        synchronized (partition) {
            ObjectNode stored = partition.get(sort(key));
            ObjectNode updated = UpdateExpression.of(request).apply(stored, key);
            partition.put(sort(key), updated);
            boolean old = request.path("ReturnValues").asText().equals("ALL_OLD");
            return old && stored != null
                    ? JSON.createObjectNode().set("Attributes", stored.deepCopy())
                    : JSON.createObjectNode();
        }
    }

    /** All items of a partition whose sort key begins with the given text: the one query our writers make. */
    private ObjectNode query(String table, JsonNode request) {
        if (!request.get("KeyConditionExpression").asText().equals("pk = :pk AND begins_with(sk, :step)")) {
            throw new IllegalArgumentException(
                    "the sink knows one query, not " + request.get("KeyConditionExpression"));
        }
        JsonNode values = request.get("ExpressionAttributeValues");
        String start = values.get(":step").get("S").asText();
        NavigableMap<String, ObjectNode> partition =
                partition(table, JSON.createObjectNode().set("pk", values.get(":pk")));
        ArrayNode items = JSON.createArrayNode();
        synchronized (partition) {
            partition.tailMap(start, true).values().stream()
                    .filter(item -> sort(item).startsWith(start))
                    .forEach(items::add);
        }
        ObjectNode answer = JSON.createObjectNode().put("Count", items.size()).put("ScannedCount", items.size());
        return answer.set("Items", items);
    }

    private NavigableMap<String, ObjectNode> partition(String table, JsonNode key) {
        return partitions.computeIfAbsent(table + "/" + key.get("pk").get("S").asText(), name -> new TreeMap<>());
    }

    private static String sort(JsonNode key) {
        return key.get("sk").get("S").asText();
    }

    private static void waitUntil(long end) {
        long left = end - System.nanoTime();
        if (left > 0) {
            try {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
