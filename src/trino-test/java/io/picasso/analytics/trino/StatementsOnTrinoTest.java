package io.picasso.analytics.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.athena.Athena;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.local.athena.AthenaServer;
import io.picasso.analytics.operation.metrics.MetricStatementSamples;
import io.picasso.analytics.operation.quickstart.SampleTraffic;
import io.picasso.analytics.operation.warehouse.DayRange;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.tenant.TenantHash;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement of ours gives on Trino the answer it gives on the local engine, over the very same files. */
class StatementsOnTrinoTest {
    private static final Tenant COFFEE = tenant("COFFEE001");
    private static final Tenant TEA = tenant("TEA002");
    private static final Tenant HIDDEN = tenant("HIDDEN9");
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final LocalDate ODD_DAY = LocalDate.of(2025, 12, 28);
    private static final DayRange ALL = new DayRange(LocalDate.of(2020, 1, 1), LocalDate.of(2039, 12, 31));
    private static final CatalogDeclaration TABLE =
            Declarations.of(Settings.defaults("test")).catalog().showing(List.of("COFFEE001", "TEA002", "NOEVENTS"));

    @TempDir
    static Path s3;

    private static AthenaServer server;
    private static Warehouse warehouse;
    private static Trino trino;
    private static Set<LocalDate> days;

    private final LakeStatements statements = new LakeStatements(TABLE.database(), TABLE.table());

    @BeforeAll
    static void fillTheLake() throws Exception {
        Path bucket = Files.createDirectories(s3.resolve("picasso-analytics"));
        days = new TreeSet<>(writeConversations(bucket, COFFEE));
        writeConversations(bucket, HIDDEN);
        writeOddities(bucket);
        days.add(ODD_DAY);
        server = new AthenaServer(0, s3, s3.resolve("catalog"));
        Athena athena = new Athena(
                AwsConnection.local(URI.create("http://127.0.0.1:" + server.port())),
                "primary",
                "s3://picasso-analytics/athena-results/");
        athena.catalogControl().create(TABLE);
        warehouse = athena.warehouse(TABLE.database());
        trino = new Trino(s3, TABLE.database());
        trino.create(TABLE);
    }

    @AfterAll
    static void close() throws Exception {
        trino.close();
        server.close();
    }

    @Test
    void eventsOfADay() {
        int rows = 0;
        Map<String, String> written = new LinkedHashMap<>();
        for (String tenant : List.of("COFFEE001", "TEA002", "NOEVENTS", "HIDDEN9")) {
            for (LocalDate day : days) {
                Statement statement = statements.eventsOf(tenant, day);
                List<List<String>> local = local(statement);
                List<List<String>> real = trino.rows(statement);
                rows += local.size();
                assertThat(canonical(real)).as("%s %s", tenant, day).isEqualTo(canonical(local));
                differences(local, real, written);
            }
        }
        assertThat(rows).isGreaterThan(300);
        // What differs, and only in how the same value is written: here 1.1 and 1000.0, there 1.10 and 1E+3.
        written.forEach((local, real) -> System.out.println("local  " + local + "\nTrino  " + real));
        assertThat(written).hasSize(1);
    }

    @Test
    void countsOfAllAndOfEachTenant() {
        for (DayRange range : List.of(DayRange.of(ODD_DAY), new DayRange(ODD_DAY, LocalDate.of(2026, 1, 1)))) {
            same(statements.counts(Optional.empty(), range));
            for (String tenant : List.of("COFFEE001", "TEA002", "NOEVENTS", "HIDDEN9")) {
                same(statements.counts(Optional.of(tenant), range));
            }
        }
        same(statements.counts(Optional.empty(), ALL));
        assertThat(local(statements.counts(Optional.empty(), ALL))).hasSizeGreaterThan(2);
    }

    @Test
    void daysOfATenant() {
        for (String tenant : List.of("COFFEE001", "TEA002", "NOEVENTS", "HIDDEN9", "it's")) {
            same(statements.days(tenant, new DayRange(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 1, 31))));
            same(statements.days(tenant, DayRange.of(ODD_DAY)));
        }
        same(statements.days("COFFEE001", ALL));
    }

    @Test
    void metrics() {
        int rows = 0;
        for (Statement statement : MetricStatementSamples.of(statements, List.of(COFFEE, TEA), NOW)) {
            same(statement);
            rows += local(statement).size();
        }
        assertThat(rows).isGreaterThan(100);
    }

    /** A difference that is known: Trino takes a line that is an array for the columns' values in order. */
    @Test
    void aLineThatIsAnArrayIsReadByTrinoAndNotHere() {
        Statement statement = statements.eventsOf("TEA002", ODD_DAY.plusDays(1));

        assertThat(trino.rows(statement))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo("1"));
        assertThat(local(statement))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.get(0)).isNull());
        // No event comes of it either way: it has no session, and is not counted.
        same(statements.counts(Optional.of("TEA002"), DayRange.of(ODD_DAY.plusDays(1))));
    }

    private static void same(Statement statement) {
        assertThat(trino.rows(statement)).as(statement.toString()).isEqualTo(local(statement));
    }

    private static List<List<String>> local(Statement statement) {
        List<List<String>> rows = new ArrayList<>();
        List<Warehouse.Row> all = new ArrayList<>();
        var answer = warehouse.query(statement, QueryLimits.DEFAULT, all::add);
        all.forEach(row -> rows.add(answer.columns().stream()
                .map(column -> row.text(column).orElse(null))
                .collect(Collectors.toList())));
        return rows;
    }

    private static void differences(List<List<String>> local, List<List<String>> real, Map<String, String> found) {
        for (int row = 0; row < local.size(); row++) {
            for (int column = 0; column < local.get(row).size(); column++) {
                String one = String.valueOf(local.get(row).get(column));
                String other = String.valueOf(real.get(row).get(column));
                if (!one.equals(other)) {
                    found.put(one, other);
                }
            }
        }
    }

    private static List<List<String>> canonical(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(StatementsOnTrinoTest::canonical).collect(Collectors.toList()))
                .collect(Collectors.toList());
    }

    private static String canonical(String value) {
        if (value == null || !value.startsWith("{")) {
            return value;
        }
        return new JacksonParser()
                .parse(value.getBytes(StandardCharsets.UTF_8))
                .either(
                        json -> {
                            StringBuilder text = new StringBuilder();
                            JsonText.canonical(json, text);
                            return text.toString();
                        },
                        (reason, detail) -> value);
    }

    /** Conversations as the processor would store them, each delivery of an event in an object of its own. */
    private static Set<LocalDate> writeConversations(Path bucket, Tenant tenant) throws IOException {
        EventFactory factory = new EventFactory(Redaction.REDACT);
        Set<LocalDate> days = new TreeSet<>();
        Map<Path, List<String>> objects = new LinkedHashMap<>();
        int number = 0;
        for (SourceLine line : new SampleTraffic(TaskmasterDialogs.all().subList(0, 45), tenant, NOW).deliveries()) {
            Event event = new JacksonParser()
                    .parse(line.text())
                    .then(WireFormat::read)
                    .then(draft -> factory.make(draft, tenant, NOW))
                    .either(made -> made, (reason, detail) -> {
                        throw new AssertionError(reason + " " + detail);
                    });
            LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
            days.add(day);
            String name = number++ % 3 == 0 ? "a.json" : "b.json.gz";
            objects.computeIfAbsent(bucket.resolve(LakeKey.prefix(tenant.id(), day) + name), p -> new ArrayList<>())
                    .add(JsonText.compact(StoredFormat.write(event, "test")));
        }
        for (Map.Entry<Path, List<String>> object : objects.entrySet()) {
            write(object.getKey(), String.join("\n", object.getValue()) + "\n");
        }
        return days;
    }

    /** Lines of the system before, lines nobody can read, and texts that are hard to quote. */
    private static void writeOddities(Path bucket) throws IOException {
        String old = "{\"event_id\": \"7f0c\", \"schema_version\": \"1.0.0\", \"session_id\": \"sess_old\","
                + " \"tenant_id\": \"TEA002\", \"tenant_hash\": \"" + TEA.hash() + "\", \"step_number\": 1,"
                + " \"event_type\": \"MESSAGE_SENT\", \"event_payload\": {\"content_preview\": \"it's \\\"so\\\" \\\\ \\n"
                + " \\u00e9 \\ud83d\\ude00\", \"deep\": {\"list\": [1, null, true]}}, \"client_timestamp\": null,"
                + " \"server_timestamp\": \"" + UtcTime.format(NOW) + "\"}";
        String numbers = old.replace("sess_old", "sess_numbers")
                .replace("\"deep\": {", "\"a\": 1.10, \"b\": 1e3, \"c\": 12345678901234567890, \"deep\": {");
        String marked = old.replace("sess_old", "sess_marked")
                .replace(
                        "\"step_number\": 1",
                        "\"step_number\": 0, \"fingerprint\": \"aaaaaaaaaaaa\","
                                + " \"clock_skewed\": true, \"attribution\": {\"utm_source\": \"x y\"}");
        Path day = bucket.resolve(LakeKey.prefix("TEA002", ODD_DAY));
        write(day.resolve("a.json"), String.join("\n", old, "{broken", numbers, marked));
        write(day.resolve("b.json"), marked + "\n");
        write(bucket.resolve(LakeKey.prefix("TEA002", ODD_DAY.plusDays(1))).resolve("a.json"), "[1]\n");
        write(day.resolve("_hidden.json"), marked + "\n");
        write(bucket.resolve("analytics/tenant_id=TEA002/year=2019/month=12/day=28/a.json"), marked + "\n");
        write(bucket.resolve("analytics/tenant_id=TEA002/year=2025/month=1/day=8/a.json"), marked + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Tenant tenant(String id) {
        return new Tenant(id, TenantHash.of(id));
    }
}
