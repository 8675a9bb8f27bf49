package io.picasso.analytics.local.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers EventBridge's JSON protocol on loopback, and lets the rules call. */
public final class EventsServer implements AutoCloseable {
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String TARGET = "AWSEvents.";

    private final JsonParser parser = new JacksonParser();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "events-http");
        thread.setDaemon(true);
        return thread;
    });
    private final Scheduler scheduler;
    private final EventsCalls calls;

    /**
     * Starts the server, and goes on with the rules in the folder.
     *
     * @param port the port to listen on; 0: a free one
     * @param folder where rules are kept; created when it is not there
     * @param lambda where the functions are called
     */
    public EventsServer(int port, Path folder, URI lambda) throws IOException {
        this(port, folder, lambda, Duration.ofMinutes(1));
    }

    /** @param minute how long a minute is */
    EventsServer(int port, Path folder, URI lambda, Duration minute) throws IOException {
        Files.createDirectories(folder);
        Rules rules = new Rules(folder.resolve("rules.json"), parser);
        LambdaTarget target = new LambdaTarget(lambda);
        scheduler = new Scheduler(minute, name -> rules.find(name).ifPresent(target::call));
        calls = new EventsCalls(rules, scheduler);
        rules.all().forEach(scheduler::set);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Endpoints.HOST), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            try {
                if (!target.startsWith(TARGET)) {
                    throw EventsRefusal.unknownCall("'" + target + "'");
                }
                JsonObject request = parser.parse(body)
                        .either(value -> value instanceof JsonObject object ? object : JsonObject.EMPTY, (r, d) -> {
                            throw EventsRefusal.invalid("the request's body is not JSON: " + d);
                        });
                send(exchange, 200, calls.answer(target.substring(TARGET.length()), request));
            } catch (EventsRefusal e) {
                send(exchange, 400, error(e.error(), e.message()));
            } catch (RuntimeException e) {
                System.err.println("events: " + e);
                send(exchange, 500, error("InternalException", String.valueOf(e.getMessage())));
            }
        }
    }

    private static JsonObject error(String name, String message) {
        return new JsonMembers().put("__type", name).put("message", message).object();
    }

    private static void send(HttpExchange exchange, int status, JsonObject answer) throws IOException {
        byte[] body = JsonText.compact(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        scheduler.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
