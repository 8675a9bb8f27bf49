package io.picasso.analytics.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.sqs.QueueFeed;
import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Answers Lambda's REST protocol on loopback, and runs the functions. */
public final class LambdaServer implements AutoCloseable {
    private final JsonParser parser = JacksonParser.forLongTexts();
    private final Path file;
    private final URI sqsEndpoint;
    private final HttpServer server;
    private final ExecutorService threads = Threads.named("lambda-http", 64);
    private final Functions functions;
    private final Mappings mappings;
    private final Addresses addresses;
    private final Policies policies;
    private final LambdaCalls calls;
    private final InvokeCall invoke;
    private @Nullable Sqs sqs;

    /**
     * Starts the server, and goes on with what is in the folder.
     *
     * @param port the port to listen on; 0: a free one
     * @param folder where functions are kept; created when it is not there
     * @param logs where each function has its log
     * @param engines where the other services answer
     */
    public LambdaServer(int port, Path folder, Path logs, Map<Service, Integer> engines) throws IOException {
        this(port, folder, logs, engines, Timing.USUAL);
    }

    LambdaServer(int port, Path folder, Path logs, Map<Service, Integer> engines, Timing timing) throws IOException {
        Files.createDirectories(folder);
        file = folder.resolve("state.json");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Endpoints.HOST), port), 0);
        Map<Service, Integer> ports = new HashMap<>(engines);
        ports.put(Service.LAMBDA, port());
        sqsEndpoint = Endpoints.at(Objects.requireNonNull(ports.get(Service.SQS)));
        Map<String, String> variables = new HashMap<>();
        ports.forEach((service, number) ->
                variables.put(service.endpointVariable(), Endpoints.at(number).toString()));
        // What a killed stack left there.
        CodeStore.delete(folder.resolve("running"));
        Place place = new Place(
                RuntimeClient.find(folder.resolve("running")),
                new CodeStore(folder.resolve("code")),
                folder.resolve("running"),
                logs,
                variables,
                timing,
                Clock.systemUTC());
        functions = new Functions(place, this::save);
        mappings = new Mappings(functions::find, this::queue, parser, this::save);
        addresses = new Addresses(functions, parser, this::save);
        policies = new Policies(functions, this::save);
        calls = new LambdaCalls(functions, mappings, addresses, policies);
        invoke = new InvokeCall(functions, parser);
        resume();
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void resume() throws IOException {
        StateDocument kept = StateDocument.read(file, parser);
        functions.resume(kept.functions().stream().map(FunctionState::read).toList());
        for (JsonObject address : kept.addresses()) {
            addresses.resume(address);
        }
        kept.policies().forEach(policies::resume);
        List<Mapping> resumed = kept.mappings().stream().map(Mapping::read).toList();
        resumed.forEach(mappings::resume);
    }

    private synchronized void save() {
        try {
            new StateDocument(functions.kept(), mappings.kept(), addresses.kept(), policies.kept()).write(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Made at the first use: a stack without mappings does not load the client. */
    private synchronized QueueFeed queue(String name) {
        Sqs known = sqs;
        if (known == null) {
            known = new Sqs(AwsConnection.local(sqsEndpoint).with(CallLimits.LONG_POLL));
            sqs = known;
        }
        return known.queueFeed(name);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                String path = exchange.getRequestURI().getPath();
                Optional<String> called = InvokeCall.function(exchange.getRequestMethod(), path);
                if (called.isPresent()) {
                    invoke.answer(exchange, called.get());
                    return;
                }
                byte[] body = exchange.getRequestBody().readAllBytes();
                JsonObject request = body.length == 0 ? JsonObject.EMPTY : object(body);
                LambdaCalls.Answer answer = answer(exchange, path, request);
                send(exchange, answer.status(), answer.body());
            } catch (LambdaRefusal e) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.error());
                send(exchange, e.status(), Optional.of(error("User", e.message())));
            } catch (RuntimeException e) {
                System.err.println("lambda: " + e);
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "ServiceException");
                send(exchange, 500, Optional.of(error("Service", String.valueOf(e.getMessage()))));
            }
        }
    }

    /** One call after the other: what is kept is always of one moment. */
    private synchronized LambdaCalls.Answer answer(HttpExchange exchange, String path, JsonObject request)
            throws IOException {
        return calls.answer(exchange.getRequestMethod(), path, query(exchange.getRequestURI()), request);
    }

    private JsonObject object(byte[] body) {
        return parser.parse(body)
                .either(value -> value instanceof JsonObject object ? object : JsonObject.EMPTY, (reason, detail) -> {
                    throw LambdaRefusal.badPayload(detail);
                });
    }

    private static JsonObject error(String type, String message) {
        return new Fields().put("Type", type).put("Message", message).object();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, Optional<JsonObject> answer) throws IOException {
        if (answer.isEmpty()) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body = JsonText.compact(answer.get()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Ends every function at once, and answers no more. */
    @Override
    public void close() {
        server.stop(0);
        mappings.close();
        addresses.close();
        functions.close();
        threads.shutdownNow();
    }
}
