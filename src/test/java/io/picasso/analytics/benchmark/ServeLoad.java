package io.picasso.analytics.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests a second of {@code serve}, each kind over the same connections, beside bare reads of one item. */
final class ServeLoad {
    static final int CONNECTIONS = 16;

    private static final Duration LOAD = Duration.ofSeconds(8);
    private static final double TARGET = 500;

    private final URI server;
    private final List<String> tokens;
    private final Optional<Wrk> wrk = Wrk.find();

    /**
     * Prepares it.
     *
     * @param tokens for the one line that is of many readers; the others are of many windows that bring the first of them
     */
    ServeLoad(URI server, List<String> tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    /**
     * Measures and prints.
     *
     * @param bareItem one GetItem on the same engine
     */
    void print(String cachedMetric, String session, Runnable bareItem) throws Exception {
        System.out.printf(
                "%n%-34s %12s %12s %12s   (%d s after as long to warm up, %d connections of %s)%n",
                "serve, a process of its own",
                "per second",
                "p50",
                "p99",
                LOAD.toSeconds(),
                CONNECTIONS,
                wrk.isPresent() ? "wrk" : "this process; wrk is not on the PATH");
        List<String> one = tokens.subList(0, 1);
        Served cached = load(cachedMetric, one);
        rate(cachedMetric, cached);
        Served apart = load(cachedMetric, tokens);
        rate("  with " + tokens.size() + " tokens", apart);
        Served bare = bareItems(bareItem);
        rate("  bare GetItem, " + CONNECTIONS + " threads", bare);
        for (String path : List.of("/features", "/sessions/list?limit=25", session, "/health")) {
            rate(path, load(path, one));
        }
        System.out.printf(
                "  a cached metric takes a read, and one of the blacklist that all share who wait with the same token;%n"
                        + "  %s of the rate of bare reads, %s with %d tokens%n",
                Figures.times(cached.perSecond() / bare.perSecond()),
                Figures.times(apart.perSecond() / bare.perSecond()),
                tokens.size());
        new Target(
                        "serve >= 500 cached metrics a second",
                        Figures.rate(cached.perSecond()),
                        cached.perSecond() >= TARGET)
                .print();
    }

    /** Once to warm the server up, once to measure. */
    private Served load(String path, List<String> with) throws Exception {
        if (wrk.isPresent()) {
            wrk.get().run(server, path, with, CONNECTIONS, LOAD);
            return wrk.get().run(server, path, with, CONNECTIONS, LOAD);
        }
        Load load = new Load(server, path, with);
        load.run(CONNECTIONS, LOAD);
        return Served.of(load.run(CONNECTIONS, LOAD), LOAD);
    }

    /** The same engine, asked for one item by as many threads as there were connections; once to warm this process up. */
    private static Served bareItems(Runnable bareItem) throws InterruptedException {
        bareReads(bareItem);
        return Served.of(bareReads(bareItem), LOAD);
    }

    private static Figures bareReads(Runnable bareItem) throws InterruptedException {
        Figures bare = new Figures();
        long end = System.nanoTime() + LOAD.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(new Thread(() -> {
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    bareItem.run();
                    double time = (System.nanoTime() - start) / 1e6;
                    synchronized (bare) {
                        bare.add(time);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return bare;
    }

    private static void rate(String name, Served served) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %12s %12s %12s%n",
                name,
                Figures.rate(served.perSecond()),
                Figures.ms(served.median()),
                Figures.ms(served.last()));
    }
}
