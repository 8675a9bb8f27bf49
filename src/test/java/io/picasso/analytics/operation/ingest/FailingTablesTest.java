package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the tables fail the lake is complete, messages are acknowledged, and the markers name what is missing. */
class FailingTablesTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(7_200);

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void unreachable() throws Exception {
        try (FaultyEndpoint proxy = proxy()) {
            proxy.close();
            send();

            BatchResult result = work();

            assertThat(result.firstFailure().orElseThrow().code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
            everythingIsInTheLakeAndNothingOnTheQueue();
            theMarkersNameExactlyWhatIsMissing();
            assertThat(result.deferred()).isEqualTo(sent.size());
        }
        replayMendsIt();
    }

    @Test
    void bothTablesMissing() {
        deleteTable(SettingKey.SESSION_EVENTS_TABLE);
        deleteTable(SettingKey.SESSION_SUMMARIES_TABLE);
        send();

        BatchResult result = work();

        assertThat(result.firstFailure().orElseThrow().code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        everythingIsInTheLakeAndNothingOnTheQueue();
        provision();
        theMarkersNameExactlyWhatIsMissing();
        replayMendsIt();
    }

    @Test
    void onlyTheEventsTableMissing() {
        deleteTable(SettingKey.SESSION_EVENTS_TABLE);
        send();

        work();

        everythingIsInTheLakeAndNothingOnTheQueue();
        provision();
        theMarkersNameExactlyWhatIsMissing();
        replayMendsIt();
    }

    @Test
    void onlyTheSummariesTableMissing() {
        deleteTable(SettingKey.SESSION_SUMMARIES_TABLE);
        send();

        work();

        everythingIsInTheLakeAndNothingOnTheQueue();
        provision();
        assertThat(environment.events()).hasSize(sent.size());
        theMarkersNameExactlyWhatIsMissing();
        replayMendsIt();
    }

    @Test
    void throttledForAWhileNothingIsDeferred() throws Exception {
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(request -> proxy.requests().size() % 5 == 0
                    ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                    : Optional.empty());
            send();

            BatchResult result = work();

            assertThat(result.failures()).isEmpty();
            assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
            everythingIsInTheLakeAndNothingOnTheQueue();
            assertThat(missingEvents()).isEmpty();
            assertThat(behind()).isEmpty();
        }
    }

    @Test
    void onePartitionRefusedTheOthersAreComplete() throws Exception {
        try (FaultyEndpoint proxy = proxy()) {
            // Summaries and anchors of one tenant: a partition that is too hot.
            proxy.set(request ->
                    request.operation().equals("UpdateItem") && request.text().contains(TEA.hash())
                            ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                            : Optional.empty());
            send();

            BatchResult result = work();

            assertThat(result.firstFailure().orElseThrow().code()).isEqualTo(FailureCode.THROTTLED);
            everythingIsInTheLakeAndNothingOnTheQueue();
            theMarkersNameExactlyWhatIsMissing();
            assertThat(behind()).isEqualTo(Set.of(TEA.hash() + "/tea-1"));
        }
        replayMendsIt();
    }

    @Test
    void aProcessorThatSawTheTablesGoAndComeMakesNewAnchors() {
        // It remembers the sessions it has seen; their anchors are gone with the table.
        var processor = environment.wiring().ingestion().processor();
        List<InboundMessage> first = Messages.inbound(Messages.sent(COFFEE, "coffee-1", 3, START), START);
        assertThat(processor.process(first).deferred()).isZero();
        deleteTable(SettingKey.SESSION_EVENTS_TABLE);
        deleteTable(SettingKey.SESSION_SUMMARIES_TABLE);
        List<InboundMessage> other = Messages.inbound(Messages.sent(COFFEE, "coffee-2", 1, START), START);
        assertThat(processor.process(other).deferred()).isEqualTo(1);
        provision();

        Instant earlier = START.minusSeconds(60);
        assertThat(processor
                        .process(Messages.inbound(Messages.sent(COFFEE, "coffee-1", 1, earlier), START))
                        .deferred())
                .isZero();

        assertThat(environment.summaries().keySet())
                .hasSize(2)
                .anyMatch(key -> key.equals("TENANT#" + COFFEE.hash() + " ANCHOR#coffee-1"));
    }

    private FaultyEndpoint proxy() throws IOException {
        FaultyEndpoint proxy = new FaultyEndpoint(
                environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow());
        environment.set(SettingKey.DYNAMODB_ENDPOINT, proxy.uri().toString());
        return proxy;
    }

    /** Two tenants, three sessions, one of them long. */
    private void send() {
        sent.addAll(Messages.sent(COFFEE, "coffee-1", 4, START));
        sent.addAll(Messages.sent(COFFEE, "coffee-2", 40, START.plusSeconds(3)));
        sent.addAll(Messages.sent(TEA, "tea-1", 5, START.plusSeconds(5)));
        environment
                .wiring()
                .ingestion()
                .sender()
                .send(IngestEnvironment.lines(sent).iterator(), 7);
    }

    private BatchResult work() {
        List<BatchResult> results = new ArrayList<>();
        environment
                .wiring()
                .ingestion()
                .queueProcessor(() -> false, listener(results))
                .run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 1));
        results.forEach(result -> assertThat(result.failed()).isEmpty());
        return results.stream().reduce(BatchResult.EMPTY, BatchResult::plus);
    }

    static QueueProcessor.Listener listener(List<BatchResult> results) {
        return new QueueProcessor.Listener() {
            @Override
            public void waiting(io.picasso.analytics.failure.Failure why, Duration pause) {
                throw new AssertionError(why);
            }

            @Override
            public void processed(int inputs, BatchResult result) {
                synchronized (results) {
                    results.add(result);
                }
            }
        };
    }

    private void everythingIsInTheLakeAndNothingOnTheQueue() {
        assertThat(environment.lake()).hasSize(sent.size());
        assertThat(environment.messages()).isZero();
        assertThat(environment.deadLetters()).isZero();
    }

    private void theMarkersNameExactlyWhatIsMissing() {
        Set<String> events = new TreeSet<>();
        Set<String> sessions = new TreeSet<>();
        Set<String> objects = new TreeSet<>();
        for (JsonObject marker : markers()) {
            for (var value : array(marker, "sessions").elements()) {
                JsonObject session = (JsonObject) value;
                String id = session.text("session_id").orElseThrow();
                sessions.add(session.text("tenant_hash").orElseThrow() + "/" + id);
                texts(session, "missing_events").forEach(step -> events.add("SESSION#" + id + " " + step));
                objects.addAll(texts(session, "lake_objects"));
            }
        }
        assertThat(events).isEqualTo(missingEvents());
        assertThat(sessions).isEqualTo(behind());
        // Where to find them: each missing event lies in one of the objects that are named.
        Set<String> found = environment.lake().stream()
                .filter(line -> objects.contains(line.key().toString()))
                .map(FailingTablesTest::key)
                .collect(Collectors.toSet());
        assertThat(found).containsAll(events);
        assertThat(environment.paths("analytics/")).containsAll(objects);
    }

    private List<JsonObject> markers() {
        List<JsonObject> markers = new ArrayList<>();
        environment.objects(DeferredKey.PREFIX).values().forEach(markers::addAll);
        return markers;
    }

    /** Events of the lake that are not in the table. */
    private Set<String> missingEvents() {
        Set<String> missing =
                environment.lake().stream().map(FailingTablesTest::key).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(environment.events().keySet());
        return missing;
    }

    private static String key(IngestEnvironment.LakeLine line) {
        int step = Integer.parseInt(((io.picasso.analytics.json.JsonValue.JsonNumber)
                        line.line().get("step_number").orElseThrow())
                .text());
        return "SESSION#" + line.line().text("session_id").orElseThrow() + " STEP#"
                + String.format(java.util.Locale.ROOT, "%03d", step) + "#"
                + line.line().text("fingerprint").orElseThrow();
    }

    /** Sessions of the lake whose summary does not count all of their events. */
    private Set<String> behind() {
        Map<String, Long> events = environment.lake().stream()
                .collect(Collectors.groupingBy(
                        line -> line.line().text("tenant_hash").orElseThrow() + "/"
                                + line.line().text("session_id").orElseThrow(),
                        Collectors.counting()));
        environment.summaries().values().forEach(item -> {
            if (item.containsKey("event_count")) {
                String session = item.get("pk").s().substring("TENANT#".length()) + "/"
                        + item.get("session_id").s();
                events.remove(session, Long.valueOf(item.get("event_count").n()));
            }
        });
        return new TreeSet<>(events.keySet());
    }

    private void replayMendsIt() {
        environment.set(
                SettingKey.DYNAMODB_ENDPOINT, environment.resources().settings().text(SettingKey.DYNAMODB_ENDPOINT));
        environment
                .wiring()
                .ingestion()
                .lakeReplay(() -> false, count -> {})
                .run(new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(missingEvents()).isEmpty();
        assertThat(behind()).isEmpty();
    }

    private void deleteTable(SettingKey table) {
        environment
                .dynamoDb()
                .deleteTable(b -> b.tableName(environment.settings().text(table)));
    }

    private void provision() {
        var provision = environment.wiring().provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(EnumSet.of(Part.TABLES)), line -> {});
    }

    private static JsonArray array(JsonObject object, String name) {
        return (JsonArray) object.get(name).orElseThrow();
    }

    private static List<String> texts(JsonObject object, String name) {
        return array(object, name).elements().stream()
                .map(value -> ((JsonString) value).value())
                .toList();
    }
}
