package io.picasso.analytics.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * As much of S3 and DynamoDB, in this process, as one batch of one session needs: one tenant's mapping, a lake that takes
 * everything, and tables that give back the events they were given.
 */
final class RehearsalServices implements AutoCloseable {
    /** The only tenant there is. */
    static final String TENANT_HASH = "rehearsal0";

    private static final String TENANT = "{\"tenant_id\":\"REHEARSAL\",\"tenant_hash\":\"" + TENANT_HASH + "\"}";

    private final HttpServer server;
    private final JsonParser parser;
    private final List<JsonValue> items = new CopyOnWriteArrayList<>();
    private final Set<String> called = ConcurrentHashMap.newKeySet();

    private RehearsalServices(HttpServer server, JsonParser parser) {
        this.server = server;
        this.parser = parser;
    }

    static RehearsalServices start(JsonParser parser) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RehearsalServices services = new RehearsalServices(server, parser);
        server.createContext("/", services::answer);
        server.start();
        return services;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether a summary was written after events were put and read back. */
    boolean tablesWereWritten() {
        return called.containsAll(Set.of("BatchWriteItem", "Query", "UpdateItem"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String text = target == null ? object(exchange) : table(target.substring(target.indexOf('.') + 1), body);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String object(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET") ? TENANT : "";
    }

    private String table(String operation, byte[] body) {
        called.add(operation);
        if (operation.equals("BatchWriteItem")) {
            member(parsed(body), "RequestItems").members().values().forEach(this::keep);
        }
        return operation.equals("Query")
                ? JsonText.compact(new JsonMembers()
                        .put("Items", new JsonArray(List.copyOf(items)))
                        .put("Count", items.size())
                        .object())
                : "{}";
    }

    private void keep(JsonValue writes) {
        for (JsonValue write : ((JsonArray) writes).elements()) {
            items.add(member(member((JsonObject) write, "PutRequest"), "Item"));
        }
    }

    private JsonObject parsed(byte[] body) {
        if (parser.parse(body) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject object) {
            return object;
        }
        throw new UncheckedIOException(new IOException("no JSON object"));
    }

    private static JsonObject member(JsonObject object, String name) {
        return (JsonObject) object.get(name).orElse(JsonObject.EMPTY);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
