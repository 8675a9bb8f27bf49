package io.picasso.analytics.local.athena;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers Athena's JSON protocol on loopback. The engine is loaded at the first query. */
public final class AthenaServer implements AutoCloseable {
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String TARGET = "AmazonAthena.";
    private static final int THREADS = 8;

    private final JsonParser parser = new JacksonParser();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "athena-http");
        thread.setDaemon(true);
        return thread;
    });
    private final DuckDb database;
    private final Executions executions;
    private final AthenaCalls calls;

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0: a free one
     * @param s3 the folder in which S3 keeps a folder for each bucket
     * @param folder where the catalog is kept; created when it is not there
     */
    public AthenaServer(int port, Path s3, Path folder) throws IOException {
        Catalog catalog = new Catalog(folder, parser);
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        database = new DuckDb(scratch);
        QueryRun runner = new QueryRun(database, new SqlEngine(parser), catalog, s3, scratch);
        executions = new Executions(catalog, runner, s3);
        calls = new AthenaCalls(catalog, executions);
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
            if (!target.startsWith(TARGET)) {
                send(exchange, 400, error("UnknownOperationException", "'" + target + "' is no call to Athena"));
                return;
            }
            try {
                JsonObject request = parser.parse(body)
                        .either(value -> value instanceof JsonObject object ? object : JsonObject.EMPTY, (r, d) -> {
                            throw AthenaRefusal.invalid("the request's body is not JSON: " + d);
                        });
                send(exchange, 200, calls.answer(target.substring(TARGET.length()), request));
            } catch (AthenaRefusal e) {
                send(exchange, 400, error(e.error(), e.message()));
            } catch (SQLException | RuntimeException e) {
                System.err.println("athena: " + e);
                send(exchange, 500, error("InternalServerException", String.valueOf(e.getMessage())));
            }
        }
    }

    private static JsonFields error(String name, String message) {
        return new JsonFields().put("__type", name).put("Message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonFields answer) throws IOException {
        byte[] body = JsonText.compact(answer.object()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() throws SQLException {
        server.stop(0);
        threads.shutdownNow();
        executions.close();
        database.close();
    }
}
