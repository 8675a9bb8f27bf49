package io.picasso.analytics.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** As much of Lambda's Runtime API (2018-06-01) as one function at a time needs. */
public final class RuntimeApi implements AutoCloseable {
    /** What a call, or the start, came to. */
    public record Answer(boolean failed, String text) {}

    private record Call(String id, byte[] event, CompletableFuture<Answer> answer) {}

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Call> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Answer> started = new CompletableFuture<>();
    private final CompletableFuture<Answer> restored = new CompletableFuture<>();
    private final Duration timeout;

    /**
     * Listens for a function.
     *
     * @param timeout the time each call is told it has
     */
    public RuntimeApi(Duration timeout) throws IOException {
        this.timeout = timeout;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(ROOT + "invocation/next", this::next);
        server.createContext(ROOT + "init/error", exchange -> {
            started.complete(new Answer(true, read(exchange)));
            send(exchange, 202, new byte[0]);
        });
        server.createContext(ROOT + "invocation/", this::end);
        server.createContext(ROOT + "restore/next", exchange -> {
            restored.complete(new Answer(false, ""));
            send(exchange, 200, new byte[0]);
        });
        server.start();
    }

    /** Host and port, as the function's variable has them. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until the function asks for its first event, or says that it could not start. */
    public Answer started() throws InterruptedException {
        return get(started);
    }

    /** Waits until the function has done what it does before a snapshot, and asks to go on after it. */
    public Answer restored() throws InterruptedException {
        return get(restored);
    }

    /** Hands an event in and waits for the answer. */
    public Answer call(byte[] event) throws InterruptedException {
        Call call = new Call(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        running.put(call.id(), call);
        waiting.add(call);
        return get(call.answer());
    }

    private static Answer get(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer from the function", e);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        started.complete(new Answer(false, ""));
        try {
            Call call = waiting.take();
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", call.id());
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + timeout.toMillis()));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:000000000000:function:" + TestedFunction.NAME);
            send(exchange, 200, call.event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(ROOT.length()).split("/");
        Answer answer = new Answer(path[2].equals("error"), read(exchange));
        send(exchange, 202, new byte[0]);
        Optional.ofNullable(running.remove(path[1]))
                .ifPresent(call -> call.answer().complete(answer));
    }

    private static String read(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
