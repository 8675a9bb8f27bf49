package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.dashboard.DashboardEnvironment;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.query.QueryTables;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function's archive holds what is named and no more, nothing is missing in it, and it runs. */
class LambdaZipIT {
    private static final Path ZIP = Path.of(System.getProperty("picasso.lambda.zip"));
    private static final long MOST_BYTES = 15_000_000;

    private static final String ROOT = "io.picasso.analytics.";

    @TempDir
    Path folder;

    @Test
    void itIsSmall() throws IOException {
        System.out.printf("lambda zip: %,d bytes%n", Files.size(ZIP));
        assertThat(Files.size(ZIP)).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void itHoldsThePinnedJarsAndNoOthers() throws IOException {
        try (JarFile zip = new JarFile(ZIP.toFile())) {
            Set<String> files = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> pinned = Files.readAllLines(Path.of("lambda-runtime-deps.txt")).stream()
                    .map(name -> "lib/" + name + ".jar")
                    .collect(Collectors.toCollection(TreeSet::new));
            pinned.addAll(Set.of("LICENSE", "lib/picasso-analytics-lambda.jar"));
            assertThat(files).isEqualTo(pinned);
        }
    }

    /** Classes are linked late, so one that is missing would only be missed in the middle of a batch. */
    @Test
    void everythingItsClassesReferToIsInIt() throws IOException {
        UnpackedFunction function = UnpackedFunction.of(ZIP, folder);
        JavaClasses ours = new ClassFileImporter()
                .importJar(new JarFile(
                        folder.resolve("lib/picasso-analytics-lambda.jar").toFile()));
        assertThat(ours.contain(EventProcessorHandler.class)).isTrue();
        assertThat(ours.contain(DashboardApiHandler.class)).isTrue();
        assertThat(ours.contain(AggregatorHandler.class)).isTrue();
        Set<String> there = entries(function);
        Set<String> missing = new TreeSet<>();
        for (JavaClass type : ours) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String name = target.getName();
                if (!target.isPrimitive()
                        && !name.startsWith("java.")
                        && !name.startsWith("javax.crypto.")
                        // Of the JDK, and only for a rehearsal, which may fail.
                        && !name.startsWith("com.sun.net.httpserver.")
                        && !there.contains(name)) {
                    missing.add(type.getName() + " needs " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(there)
                .noneMatch(name -> name.startsWith(ROOT + "cli")
                        || name.startsWith(ROOT + "local")
                        || name.startsWith("picocli")
                        || name.startsWith("com.fasterxml.jackson.databind")
                        || name.startsWith("software.amazon.awssdk.services.sqs"));
    }

    private static Set<String> entries(UnpackedFunction function) throws IOException {
        Set<String> classes = new TreeSet<>();
        for (Path jar : Files.list(function.root().resolve("lib")).toList()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(classes::add);
            }
        }
        return classes;
    }

    @Test
    void aConversationSentThroughItReachesLakeAndTables() throws Exception {
        Tenant tenant = IngestEnvironment.TENANTS.get(0);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(3));
        Dialog dialog = TaskmasterDialogs.all().get(0);
        List<SampleEvent> events =
                ConversationScript.events(dialog, tenant, start, ConversationScript.sessionId(dialog, start));
        try (IngestEnvironment environment = IngestEnvironment.create();
                Run run = new Run(TestedFunction.variables(environment.settings()))) {
            assertThat(run.api.started()).isEqualTo(new RuntimeApi.Answer(false, ""));
            for (int i = 0; i < events.size(); i += 10) {
                Map<String, String> batch = new LinkedHashMap<>();
                events.subList(i, Math.min(events.size(), i + 10))
                        .forEach(event -> batch.put("id-" + batch.size(), event.text()));
                batch.put("poison", "no json");
                assertThat(run.call(TestedFunction.batch(batch, start)))
                        .as(run::text)
                        .isEqualTo(new RuntimeApi.Answer(false, "{\"batchItemFailures\":[]}"));
            }
            RuntimeApi.Answer wrong = run.call(new JsonObject(Map.of()));
            assertThat(wrong.failed()).isTrue();
            assertThat(wrong.text()).contains("PA-304").contains(FunctionFailed.class.getName());

            assertThat(environment.lake()).hasSameSizeAs(events);
            assertThat(environment.events()).hasSameSizeAs(events);
            assertThat(environment.paths("quarantine/")).isNotEmpty();
            run.stop();
            List<JsonObject> lines = run.ourLines();
            assertThat(lines.stream().filter(line -> line.get("_aws").isPresent()))
                    .hasSize((events.size() + 9) / 10)
                    .allSatisfy(EmbeddedMetrics::read);
        }
    }

    @Test
    void beforeASnapshotABatchIsRehearsedAndAfterItTheRealOneIsProcessed() throws Exception {
        try (IngestEnvironment environment = IngestEnvironment.create()) {
            Map<String, String> variables = new HashMap<>(TestedFunction.variables(environment.settings()));
            variables.put(Rehearsal.TYPE_VARIABLE, "snap-start");
            try (Run run = new Run(EventProcessorHandler.class.getName(), variables, List.of(UnpackedFunction.CRAC))) {
                run.api.restored();
                assertThat(run.ourLines())
                        .extracting(line -> line.text("message").orElse(""))
                        .containsExactly("ready", "rehearsed");
                assertThat(environment.lake()).isEmpty();
                assertThat(environment.events()).isEmpty();

                Tenant tenant = IngestEnvironment.TENANTS.get(0);
                String event = Messages.sent(tenant, "real", 1, Instant.now()).get(0);
                assertThat(run.call(TestedFunction.batch(Map.of("id", event), Instant.now())))
                        .isEqualTo(new RuntimeApi.Answer(false, "{\"batchItemFailures\":[]}"));
                assertThat(environment.events()).hasSize(1);
            }
        }
    }

    @Test
    void theDashboardsApiAnswersFromIt() throws Exception {
        try (DashboardEnvironment environment = DashboardEnvironment.create()) {
            environment
                    .tables()
                    .write(QueryTables.event(
                            DashboardEnvironment.OURS,
                            "sess_a",
                            1,
                            Instant.now().minusSeconds(60),
                            "CHAT_OPENED",
                            "{}"));
            String token = new Wiring(environment.settings(), Clock.systemUTC())
                    .dashboard()
                    .tokenDesk()
                    .mint(DashboardEnvironment.OURS, Optional.empty(), Duration.ofHours(1))
                    .text();
            try (Run run =
                    new Run(DashboardApiHandler.class.getName(), TestedFunction.variables(environment.settings()))) {
                assertThat(run.api.started()).as(run::text).isEqualTo(new RuntimeApi.Answer(false, ""));
                for (Map.Entry<String, String> asked : Map.of(
                                "/sessions/list", "sess_a",
                                "/health", "\\\"status\\\":\\\"ok\\\"",
                                "/openapi.json", "listSessions")
                        .entrySet()) {
                    RuntimeApi.Answer answer = run.call(TestedFunction.object(
                            "{\"httpMethod\":\"GET\",\"path\":\"%s\",\"headers\":{\"Authorization\":\"Bearer %s\"}}"
                                    .formatted(asked.getKey(), token)));
                    assertThat(answer.failed()).as(run::text).isFalse();
                    assertThat(answer.text()).contains("\"statusCode\":200", asked.getValue());
                }
                run.stop();
                assertThat(run.ourLines().stream().flatMap(line -> line.text("route").stream()))
                        .containsExactlyInAnyOrder("GET /sessions/list", "GET /health", "GET /openapi.json");
            }
        }
    }

    @Test
    void theDashboardsApiAsksForATokenAndSaysHowItIs() throws Exception {
        try (DashboardEnvironment environment = DashboardEnvironment.create();
                Run run = new Run(
                        DashboardApiHandler.class.getName(), TestedFunction.variables(environment.settings()))) {
            assertThat(run.api.started()).as(run::text).isEqualTo(new RuntimeApi.Answer(false, ""));

            assertThat(get(run, "/sessions/list").text()).contains("\"statusCode\":401");
            assertThat(get(run, "/health").text()).contains("\"statusCode\":200", "\\\"status\\\":\\\"ok\\\"");
        }
    }

    private static RuntimeApi.Answer get(Run run, String path) throws InterruptedException {
        RuntimeApi.Answer answer = run.call(
                TestedFunction.object("{\"httpMethod\":\"GET\",\"path\":\"%s\",\"headers\":{}}".formatted(path)));
        assertThat(answer.failed()).as(run::text).isFalse();
        return answer;
    }

    @Test
    void theAggregatorComputesAllTenantsFromIt() throws Exception {
        try (IngestEnvironment environment = IngestEnvironment.create()) {
            environment.wiring().provision(Duration.ofSeconds(10)).showTenants();
            try (Run run =
                    new Run(AggregatorHandler.class.getName(), TestedFunction.variables(environment.settings()))) {
                assertThat(run.api.started()).as(run::text).isEqualTo(new RuntimeApi.Answer(false, ""));

                RuntimeApi.Answer answer = run.call(TestedFunction.object(
                        "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}"));

                assertThat(answer.failed()).as(run::text).isFalse();
                assertThat(answer.text())
                        .startsWith("{\"total_tenants\":3,\"successful\":3,\"failed\":0,\"queries\":6,");
                run.stop();
                assertThat(run.ourLines().stream().flatMap(line -> line.text("message").stream()))
                        .contains("aggregated");
            }
        }
    }

    @Test
    void setWronglyItDoesNotStartAndSaysWhy() throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("PICASSO_ENV", "test", "RETENTION_DAYS", "for ever"));
        variables.put(FunctionStart.NAME_VARIABLE, TestedFunction.NAME);
        try (Run run = new Run(variables)) {
            assertThat(run.api.started().failed()).isTrue();
            assertThat(run.api.started().text()).contains("PA-102").contains("retention_days");
            run.stop();
            assertThat(run.ourLines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.text("code")).contains("PA-102"));
        }
    }

    /** A run of the unpacked archive. */
    private final class Run implements AutoCloseable {
        private final RuntimeApi api = new RuntimeApi(Duration.ofSeconds(30));
        private final Path log = folder.resolve("log");
        private final Process process;

        Run(Map<String, String> variables) throws IOException {
            this(EventProcessorHandler.class.getName(), variables);
        }

        Run(String handler, Map<String, String> variables) throws IOException {
            this(handler, variables, List.of());
        }

        Run(String handler, Map<String, String> variables, List<String> more) throws IOException {
            List<String> flags = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            flags.addAll(more);
            process = UnpackedFunction.of(ZIP, Files.createDirectory(folder.resolve("task")))
                    .start(handler, List.of(UnpackedFunction.java()), flags, api.address(), variables, log);
        }

        RuntimeApi.Answer call(JsonObject event) throws InterruptedException {
            return api.call(JsonText.compact(event).getBytes(StandardCharsets.UTF_8));
        }

        void stop() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }

        String text() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Every line of the log, without those of the runtime interface client, which is the platform's. */
        List<JsonObject> ourLines() {
            String text = text();
            List<String> ours = text.lines()
                    .filter(line -> !line.isBlank()
                            && !line.startsWith("PA-")
                            && !line.contains(FunctionFailed.class.getName()))
                    .toList();
            assertThat(ours).as(text).allMatch(line -> line.startsWith("{"));
            return TestedFunction.lines(String.join("\n", ours));
        }

        @Override
        public void close() throws InterruptedException {
            stop();
            api.close();
        }
    }
}
