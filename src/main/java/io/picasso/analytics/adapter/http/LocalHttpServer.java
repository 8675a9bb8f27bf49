package io.picasso.analytics.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The JDK's own server: nothing has to be shipped or loaded for it. It answers a bounded number of requests at once, reads
 * more than that meanwhile, lets a bounded number wait, and cuts off who sends too slowly.
 */
public final class LocalHttpServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    /**
     * Requests that are half sent, or wait to be answered, each in a thread of its own; beyond it connections are closed
     * rather than kept in memory.
     */
    private static final int MOST_WAITING = 1_024;

    private static final int IDLE_SECONDS = 10;

    private static final Map<String, String> CLOSE = Map.of("Connection", "close");

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Function<HttpCall, HttpReply> service;
    private final HttpReply ended;
    private final Semaphore answering;
    private final Phaser working = new Phaser(1);
    private volatile boolean stopping;

    static {
        // Each is read once by the JDK's server. Without the first, every answer waits 40 ms for the client's receipt.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "10");
        setUnlessSet("sun.net.httpserver.maxRspTime", "60");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "512");
        setUnlessSet("sun.net.httpserver.maxReqHeaders", "100");
    }

    private static void setUnlessSet(String name, String value) {
        System.setProperty(name, System.getProperty(name, value));
    }

    /**
     * Listens. Requests are answered until it is closed.
     *
     * @param host an address of this machine
     * @param port 0 for any free one
     * @param workers requests answered at once
     * @param service answers a request; must not throw
     * @param ended the answer to requests that come while it stops, over connections that were open
     * @throws Failure PORT_IN_USE when another program listens there; BAD_USAGE when the address is not this machine's
     */
    public static LocalHttpServer start(
            String host, int port, int workers, Function<HttpCall, HttpReply> service, HttpReply ended) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            return new LocalHttpServer(HttpServer.create(address, BACKLOG), workers, service, ended);
        } catch (BindException e) {
            throw Failure.of(FailureCode.PORT_IN_USE, "Cannot listen at " + host + ":" + port)
                    .why(String.valueOf(e.getMessage()))
                    .next("Give another port, or 0 for any free one.")
                    .cause(e);
        } catch (IOException e) {
            throw Failure.of(FailureCode.BAD_USAGE, "Cannot listen at " + host + ":" + port)
                    .why(String.valueOf(e.getMessage()))
                    .cause(e);
        }
    }

    private LocalHttpServer(HttpServer server, int workers, Function<HttpCall, HttpReply> service, HttpReply ended) {
        this.server = server;
        this.service = service;
        this.ended = ended;
        AtomicInteger number = new AtomicInteger();
        this.answering = new Semaphore(workers);
        // Without a queue: a thread is added only when all are busy, and the last one that was used is used again.
        this.threads = new ThreadPoolExecutor(
                workers, workers + MOST_WAITING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Whether requests are answered that it is ending. */
    boolean isStopping() {
        return stopping;
    }

    private void handle(HttpExchange exchange) throws IOException {
        working.register();
        try (exchange) {
            HttpReply reply = stopping ? ended.with(CLOSE) : answer(call(exchange));
            byte[] body = JsonText.compact(reply.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), withoutBody ? -1 : body.length);
            if (!withoutBody) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        } finally {
            working.arriveAndDeregister();
        }
    }

    private HttpReply answer(HttpCall call) {
        answering.acquireUninterruptibly();
        try {
            return service.apply(call);
        } finally {
            answering.release();
        }
    }

    private static HttpCall call(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .addAll(values));
        String query = exchange.getRequestURI().getRawQuery();
        String path = exchange.getRequestURI().getRawPath();
        return new HttpCall(
                exchange.getRequestMethod(),
                path == null ? "/" : path,
                query == null ? Map.of() : HttpCall.parameters(query),
                headers,
                body(exchange));
    }

    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(HttpCall.MAX_BODY_BYTES + 1);
            return body.length <= HttpCall.MAX_BODY_BYTES ? Optional.of(body) : Optional.empty();
        }
    }

    /**
     * Takes no more requests, and waits for those under way.
     *
     * @return whether all of them were answered in time
     */
    public boolean stop(Duration patience) {
        stopping = true;
        boolean done = true;
        try {
            working.awaitAdvanceInterruptibly(working.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            done = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done = false;
        }
        close();
        return done;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
