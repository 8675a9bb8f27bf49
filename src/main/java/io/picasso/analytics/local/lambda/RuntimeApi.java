package io.picasso.analytics.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.local.Endpoints;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API (2018-06-01) for one environment of a function: it asks for an event, works on it, and answers;
 * never on two at once.
 */
final class RuntimeApi implements AutoCloseable {
    /**
     * A call on its way to the function.
     *
     * @param deadline the end of its time, in milliseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Call(String id, String arn, byte[] event, long deadline, CompletableFuture<CallResult> result) {}

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String NEXT = ROOT + "invocation/next";
    private static final String INIT_ERROR = ROOT + "init/error";

    private final HttpServer server;
    private final ExecutorService threads = Threads.named("lambda-runtime", 4);
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private volatile Optional<Call> running = Optional.empty();
    private final CompletableFuture<Optional<CallResult>> started = new CompletableFuture<>();
    private volatile CompletableFuture<Void> asked = new CompletableFuture<>();

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Endpoints.HOST), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Host and port, as the function's variable has them. */
    String address() {
        return Endpoints.HOST + ":" + server.getAddress().getPort();
    }

    /** Done when the function has started: empty when it is ready for its first event, else its error. */
    CompletableFuture<Optional<CallResult>> started() {
        return started;
    }

    /** Done as long as the function is waiting for an event. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** Hands an event to the function. */
    void offer(Call call) {
        waiting.add(call);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(NEXT)) {
                next(exchange);
            } else if (path.equals(INIT_ERROR)) {
                started.complete(Optional.of(CallResult.failed(read(exchange).orElse(new byte[0]))));
                send(exchange, 202, new byte[0]);
            } else {
                end(exchange, path.split("/"));
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.complete(null);
        started.complete(Optional.empty());
        try {
            Call call = waiting.take();
            asked = new CompletableFuture<>();
            running = Optional.of(call);
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", call.id());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadline()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", call.arn());
            headers.set("Content-Type", "application/json");
            send(exchange, 200, call.event());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Path: {@code /2018-06-01/runtime/invocation/ID/response} or {@code …/error}. */
    private void end(HttpExchange exchange, String[] path) throws IOException {
        Optional<Call> call =
                running.filter(known -> path.length == 6 && known.id().equals(path[4]));
        if (call.isEmpty()) {
            send(exchange, 400, new byte[0]);
            return;
        }
        Optional<byte[]> body = read(exchange);
        running = Optional.empty();
        if (body.isEmpty()) {
            call.get()
                    .result()
                    .complete(CallResult.failed(
                            "Function.ResponseSizeTooLarge",
                            "Response payload size exceeded maximum allowed payload size (" + Payload.LARGEST
                                    + " bytes)."));
            send(exchange, 413, new byte[0]);
            return;
        }
        // The function may go on before its caller has the answer, as in AWS.
        send(exchange, 202, new byte[0]);
        call.get()
                .result()
                .complete(path[5].equals("error") ? CallResult.failed(body.get()) : CallResult.answered(body.get()));
    }

    /** The body; empty when it is larger than an answer may be. */
    private static Optional<byte[]> read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(Payload.LARGEST + 1);
        if (body.length <= Payload.LARGEST) {
            return Optional.of(body);
        }
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        return Optional.empty();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
