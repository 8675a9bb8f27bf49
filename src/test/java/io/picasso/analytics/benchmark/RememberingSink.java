package io.picasso.analytics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that takes the DynamoDB calls of a backfill, remembers its rows, and answers the questions of a comparison
 * in pages of a megabyte, each a fixed time after it was asked. Keys of one tenant, in order; nothing else of a database.
 * Ends when its standard input does.
 */
final class RememberingSink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("'(\\w+)': \\?");

    /** Events by time, as the index has them, and rows of the summaries table by sort key. */
    private final NavigableMap<String, byte[]> events = new ConcurrentSkipListMap<>();

    private final NavigableMap<String, byte[]> summaries = new ConcurrentSkipListMap<>();
    private final long delayNanos;

    private RememberingSink(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    /** Argument: the delay of each answer in milliseconds. Prints its port. */
    public static void main(String[] arguments) throws IOException {
        RememberingSink sink = new RememberingSink(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[0])));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(Executors.newFixedThreadPool(64, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", sink::serve);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        System.exit(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            byte[] answer = answer(target.substring(target.indexOf('.') + 1), request);
            LockSupport.parkNanos(delayNanos);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (RuntimeException e) {
            // Said here, because the client only sees a connection that ends.
            e.printStackTrace();
        }
    }

    private byte[] answer(String operation, JsonNode request) throws IOException {
        return switch (operation) {
            case "BatchWriteItem" -> {
                for (JsonNode table : request.path("RequestItems")) {
                    for (JsonNode write : table) {
                        put(write.path("PutRequest").path("Item"));
                    }
                }
                yield bytes("{\"UnprocessedItems\":{}}");
            }
            case "BatchExecuteStatement" -> bytes("{\"Responses\":[" + insert(request.path("Statements")) + "]}");
            case "Scan" -> bytes("{\"Count\":0,\"Items\":[],\"ScannedCount\":0}");
            case "Query" -> query(request);
            default -> throw new IllegalArgumentException(operation + " is not remembered here: " + request);
        };
    }

    private void put(JsonNode item) throws IOException {
        String key = text(item, "timestamp") + '\0' + text(item, "pk") + '\0' + text(item, "sk");
        events.put(key, JSON.writeValueAsBytes(item));
    }

    private String insert(JsonNode statements) throws IOException {
        List<String> answers = new ArrayList<>();
        for (JsonNode statement : statements) {
            var item = JSON.createObjectNode();
            Iterator<JsonNode> values = statement.path("Parameters").iterator();
            Matcher names = NAME.matcher(statement.path("Statement").asText());
            while (names.find()) {
                item.set(names.group(1), values.next());
            }
            byte[] before = summaries.putIfAbsent(text(item, "sk"), JSON.writeValueAsBytes(item));
            if (before != null) {
                throw new IllegalArgumentException("a row is there already: " + item);
            }
            answers.add("{}");
        }
        return String.join(",", answers);
    }

    private byte[] query(JsonNode request) throws IOException {
        JsonNode values = request.path("ExpressionAttributeValues");
        boolean index = request.has("IndexName");
        String from = text(values, values.has(":anchor") ? ":anchor" : ":from");
        String to = values.has(":anchor") ? from + '~' : text(values, ":to");
        JsonNode after = request.path("ExclusiveStartKey");
        NavigableMap<String, byte[]> rows = (index ? events : summaries).subMap(from, true, to + '\uffff', true);
        if (!after.isMissingNode()) {
            String key = text(after, "sk");
            rows = rows.tailMap(index ? text(after, "timestamp") + '\0' + text(after, "pk") + '\0' + key : key, false);
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream(PAGE_BYTES + 4096);
        page.writeBytes(bytes("{\"Items\":["));
        int count = 0;
        byte[] last = null;
        boolean more = false;
        for (Map.Entry<String, byte[]> row : rows.entrySet()) {
            if (page.size() >= PAGE_BYTES) {
                more = true;
                break;
            }
            if (count++ > 0) {
                page.write(',');
            }
            last = row.getValue();
            page.writeBytes(last);
        }
        page.writeBytes(bytes("],\"Count\":" + count + ",\"ScannedCount\":" + count));
        if (more) {
            page.writeBytes(bytes(",\"LastEvaluatedKey\":" + keyOf(JSON.readTree(last), index)));
        }
        page.write('}');
        return page.toByteArray();
    }

    private static JsonNode keyOf(JsonNode item, boolean index) {
        var key = JSON.createObjectNode();
        for (String name : index ? List.of("pk", "sk", "tenant_hash", "timestamp") : List.of("pk", "sk")) {
            key.set(name, item.path(name));
        }
        return key;
    }

    private static String text(JsonNode attributes, String name) {
        return attributes.path(name).path("S").asText();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
