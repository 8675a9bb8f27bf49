package io.picasso.analytics.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;

/** The web address of a function: a port of the loopback address whose requests are calls of it. */
final class Address implements AutoCloseable {
    private final LambdaFunction function;
    private final String access;
    private final String created;
    private final JsonParser parser;
    private final HttpServer server;
    private final ExecutorService threads = Threads.named("lambda-url", 16);

    /**
     * Listens.
     *
     * @param access NONE, or AWS_IAM for signed requests only
     * @param created when the address was made, as Lambda writes it
     * @param port the port it had before; another one when that is in use, or it is 0
     */
    Address(LambdaFunction function, String access, String created, int port, JsonParser parser) throws IOException {
        this.function = function;
        this.access = access;
        this.created = created;
        this.parser = parser;
        server = listen(port);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private static HttpServer listen(int port) throws IOException {
        InetAddress host = InetAddress.getByName(Endpoints.HOST);
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException taken) {
            return HttpServer.create(new InetSocketAddress(host, 0), 0);
        }
    }

    /** The port in an address of this form; 0 when there is none. */
    static int port(String url) {
        return Math.max(0, URI.create(url).getPort());
    }

    /** The form of {@code GetFunctionUrlConfig}, which is also that of the file. */
    JsonObject json() {
        return new Fields()
                .put(
                        "FunctionUrl",
                        "http://" + Endpoints.HOST + ":" + server.getAddress().getPort() + "/")
                .put("FunctionArn", Arn.of(function.state().name()))
                .put("AuthType", access)
                .put("CreationTime", created)
                .put("LastModifiedTime", created)
                .put("InvokeMode", "BUFFERED")
                .object();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(Payload.LARGEST + 1);
            HttpReply reply = body.length > Payload.LARGEST
                    ? HttpReply.error(413, "Request Entity Too Large")
                    : isAllowed(exchange) ? call(exchange, body) : HttpReply.error(403, "Forbidden");
            reply.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
            exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    /** Whether the request is signed. The signature is not checked: whoever reaches the loopback address has the key. */
    private boolean isAllowed(HttpExchange exchange) {
        String signed = exchange.getRequestHeaders().getFirst("Authorization");
        return access.equals("NONE") || signed != null && signed.startsWith("AWS4-HMAC-SHA256 ");
    }

    private HttpReply call(HttpExchange exchange, byte[] body) {
        try {
            CallResult result = function.call(HttpEvent.of(exchange, body));
            return result.failed()
                    ? HttpReply.badGateway()
                    : parser.parse(result.payload()).either(HttpReply::of, (reason, detail) -> HttpReply.badGateway());
        } catch (RuntimeException e) {
            System.err.println("lambda: a request to " + function.state().name() + ": " + e);
            return HttpReply.badGateway();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
