package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.dashboard.Answered;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.operation.metrics.AggregationReport;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.query.QueryTables;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Wiring;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The dashboard's API over a tenant with many sessions: one session of 50 events, one page of 25 rows and one cached
 * metric, in process, each beside the bare read of the same rows; pages of a rare outcome beside a bare read of the
 * whole partition; and requests per second of {@code serve} beside bare reads of one item.
 */
final class DashboardBenchmark {
    private static final int SESSIONS = 100_000;
    private static final int REQUESTS = 1_000;
    private static final int WARM_UP_STEP = 500;
    private static final int WARM_UP_AT_MOST = 6_000;
    /** The share of the time that the compiler may still be busy when the measuring starts. */
    private static final double COMPILING = 0.02;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final int RARE = 1_000;
    private static final Tenant TENANT = Conversations.TENANT;
    private static final String LONG_SESSION = "sess_long";
    private static final String CACHED_METRIC = "/conversations/summary?range=30d";

    private final Settings settings;
    private final DynamoDbClient client;
    private final DashboardApi api;
    private final TokenDesk desk;
    private final String token;

    private DashboardBenchmark(Settings settings, DynamoDbClient client) {
        Wiring wiring = new Wiring(settings, Clock.systemUTC());
        this.settings = settings;
        this.client = client;
        this.api = wiring.dashboard().api();
        this.desk = wiring.dashboard().tokenDesk();
        this.token = tokens(1).get(0);
    }

    /** That many tokens, no two alike. */
    private List<String> tokens(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> desk.mint(TENANT, Optional.of("reader" + i + "@example.org"), Duration.ofHours(8))
                        .text())
                .toList();
    }

    /**
     * Arguments: sessions, 100,000 unless given; requests of each kind, 1,000 unless given; parts, {@code process,rare,serve}
     * unless given.
     */
    public static void main(String[] arguments) throws Exception {
        int sessions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SESSIONS;
        int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : REQUESTS;
        String parts = arguments.length > 2 ? arguments[2] : "process,rare,serve";
        System.setProperty("http.maxConnections", "64");
        Machine.print();
        try (BenchmarkStack stack = BenchmarkStack.start();
                DynamoDbClient client = DynamoDbClients.create(
                        AwsConnection.local(stack.endpoints().dynamodb()))) {
            Settings settings = stack.environment("dashboard")
                    .settings()
                    .with(
                            SettingKey.TOKEN_KEY_FILE,
                            stack.folder().resolve("token.key").toString(),
                            Origin.DEFAULT);
            DashboardBenchmark benchmark = new DashboardBenchmark(settings, client);
            benchmark.fill(sessions);
            if (parts.contains("process")) {
                benchmark.single(requests);
            }
            if (parts.contains("rare")) {
                benchmark.rare(sessions);
            }
            if (parts.contains("serve")) {
                try (ServedApi served = new ServedApi(settings, stack.folder())) {
                    new ServeLoad(served.address(), benchmark.tokens(ServeLoad.CONNECTIONS))
                            .print(CACHED_METRIC, "/sessions/" + LONG_SESSION, benchmark::bareItem);
                }
            }
        }
        Machine.printLoad();
    }

    private void fill(int sessions) throws InterruptedException {
        Instant now = Instant.now();
        ManySessions.write(client, settings.text(SettingKey.SESSION_SUMMARIES_TABLE), TENANT, sessions, RARE, now);
        List<Event> events = new ArrayList<>();
        for (int step = 1; step <= 50; step++) {
            events.add(QueryTables.event(
                    TENANT,
                    LONG_SESSION,
                    step,
                    now.minusSeconds(600 - step),
                    step % 2 == 1 ? "MESSAGE_SENT" : "MESSAGE_RECEIVED",
                    "{\"content_preview\":\"A sentence of the usual length, as visitors write it.\",\"n\":" + step
                            + "}"));
        }
        Wiring wiring = new Wiring(settings, Clock.systemUTC());
        ExecutorService workers = Executors.newFixedThreadPool(2);
        new SessionTables(wiring.sessionStore(), wiring.retention(), workers)
                .write(events)
                .why()
                .ifPresent(failure -> {
                    throw failure;
                });
        workers.shutdown();
        computeAhead(wiring, events);
        System.out.printf(
                Locale.ROOT, "Tables    %,d sessions of one tenant; one in %,d came to link_clicked%n", sessions, RARE);
    }

    /** What the cache holds, the aggregator has put there. */
    private static void computeAhead(Wiring wiring, List<Event> events) {
        Provision provision = wiring.provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(Set.of(Part.LAKE)), line -> {});
        new EventLake(wiring.lake(), "benchmark").write(events);
        AggregationReport report = wiring.reporting().aggregator(line -> {}).run(Optional.of(TENANT));
        if (report.tenants().isEmpty() || report.tenants().stream().anyMatch(tenant -> tenant.failed() > 0)) {
            throw new IllegalStateException("not all metrics were computed ahead: " + report);
        }
    }

    /** By turns, so that both sides have the same machine. */
    private void single(int requests) {
        Figures detail = new Figures();
        Figures bareDetail = new Figures();
        Figures list = new Figures();
        Figures bareList = new Figures();
        Figures metric = new Figures();
        Figures bareItem = new Figures();
        if (!get(CACHED_METRIC).text("source").equals(Optional.of("cache"))) {
            throw new IllegalStateException("not from the cache: " + get(CACHED_METRIC));
        }
        int warmUp = 0;
        double compiling;
        do {
            long compiled = COMPILER.getTotalCompilationTime();
            long start = System.nanoTime();
            for (int i = 0; i < WARM_UP_STEP; i++, warmUp++) {
                byTurns();
            }
            compiling = (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - start);
        } while (compiling > COMPILING && warmUp < WARM_UP_AT_MOST);
        for (int i = 0; i < requests; i++) {
            double[] times = byTurns();
            detail.add(times[0]);
            bareDetail.add(times[1]);
            list.add(times[2]);
            bareList.add(times[3]);
            metric.add(times[4]);
            bareItem.add(times[5]);
        }
        System.out.printf(
                "%n%-34s %12s %12s   (%d requests by turns after %d to warm up; token and blacklist checked)%n",
                "in process", "p50", "p99", requests, warmUp);
        row("session of 50 events", detail, bareDetail);
        row("  bare Query of its 50 rows", bareDetail);
        row("page of 25 sessions", list, bareList);
        row("  bare Query of 26 rows", bareList);
        row("cached metric", metric, bareItem);
        row("  bare GetItem", bareItem);
        new Target("session p99 <= 10 ms", Figures.ms(detail.percentile(99)), detail.percentile(99) <= 10).print();
        new Target("page p99 <= 10 ms", Figures.ms(list.percentile(99)), list.percentile(99) <= 10).print();
        new Target("cached metric p99 <= 5 ms", Figures.ms(metric.percentile(99)), metric.percentile(99) <= 5).print();
    }

    private double[] byTurns() {
        return new double[] {
            timed(() -> get("/sessions/" + LONG_SESSION)),
            timed(() -> client.query(query(SettingKey.SESSION_EVENTS_TABLE, "SESSION#" + LONG_SESSION, "STEP#", 100))),
            timed(() -> get("/sessions/list?limit=25")),
            timed(() ->
                    client.query(query(SettingKey.SESSION_SUMMARIES_TABLE, "TENANT#" + TENANT.hash(), "SESSION#", 26))),
            timed(() -> get(CACHED_METRIC)),
            timed(this::bareItem)
        };
    }

    /** Every session of the outcome once, in full pages. */
    private void rare(int sessions) {
        Figures pages = new Figures();
        Set<String> seen = new HashSet<>();
        int expected = (sessions + RARE - 1) / RARE;
        int limit = 25;
        int counted = 0;
        Optional<String> cursor = Optional.empty();
        do {
            String path = "/sessions/list?outcome=link_clicked&limit=" + limit
                    + cursor.map(text -> "&cursor=" + text).orElse("");
            long start = System.nanoTime();
            JsonObject page = get(path);
            pages.add((System.nanoTime() - start) / 1e6);
            List<String> ids = ((JsonArray) page.get("sessions").orElseThrow())
                    .elements().stream()
                            .map(row -> ((JsonObject) row).text("session_id").orElseThrow())
                            .toList();
            cursor = ((JsonObject) page.get("pagination").orElseThrow()).text("next_cursor");
            if (cursor.isPresent() && ids.size() != limit) {
                throw new IllegalStateException("a page that is not full: " + ids.size());
            }
            counted += ids.size();
            seen.addAll(ids);
        } while (cursor.isPresent());
        if (counted != expected || seen.size() != expected) {
            throw new IllegalStateException("not every session once: " + counted + " rows of " + expected);
        }
        long began = System.nanoTime();
        long rows = client
                .queryPaginator(query(SettingKey.SESSION_SUMMARIES_TABLE, "TENANT#" + TENANT.hash(), "SESSION#", 1_000))
                .items()
                .stream()
                .count();
        double bare = (System.nanoTime() - began) / 1e6;
        // The long session has a row, too.
        if (rows != sessions + 1) {
            throw new IllegalStateException("the partition has " + rows + " rows");
        }
        System.out.printf(
                Locale.ROOT, "%n%-34s %,d sessions, each once, in %d pages%n", "link_clicked", counted, pages.count());
        System.out.printf("%-34s %12s%n", "  all pages", Figures.ms(pages.total()));
        System.out.printf("%-34s %12s%n", "  the slowest full page", Figures.ms(pages.max()));
        System.out.printf("%-34s %12s%n", "  bare read of the partition", Figures.ms(bare));
    }

    private void bareItem() {
        client.getItem(get -> get.tableName(settings.text(SettingKey.TOKEN_BLACKLIST_TABLE))
                .consistentRead(true)
                .key(Map.of("token_hash", AttributeValue.fromS("none"))));
    }

    private QueryRequest query(SettingKey table, String partition, String prefix, int limit) {
        return QueryRequest.builder()
                .tableName(settings.text(table))
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(partition), ":sk", AttributeValue.fromS(prefix)))
                .build();
    }

    private JsonObject get(String path) {
        int mark = path.indexOf('?');
        Answered answered = api.answer(
                new HttpCall(
                        "GET",
                        mark < 0 ? path : path.substring(0, mark),
                        mark < 0 ? Map.of() : HttpCall.parameters(path.substring(mark + 1)),
                        Map.of("authorization", List.of("Bearer " + token)),
                        Optional.empty()),
                "benchmark");
        if (answered.reply().status() != 200) {
            throw new IllegalStateException(answered.reply() + " " + answered.troubles());
        }
        return answered.reply().body();
    }

    private static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Beside the bare read of the same rows. */
    private static void row(String name, Figures figures, Figures bare) {
        System.out.printf(
                "%-34s %12s %12s   %s of the bare read%n",
                name,
                Figures.ms(figures.median()),
                Figures.ms(figures.percentile(99)),
                Figures.times(figures.median() / bare.median()));
    }

    private static void row(String name, Figures figures) {
        System.out.printf("%-34s %12s %12s%n", name, Figures.ms(figures.median()), Figures.ms(figures.percentile(99)));
    }
}
