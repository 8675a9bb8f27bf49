package io.picasso.analytics.operation.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.quickstart.SampleTraffic;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.sample.TaskmasterDialogs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read through queries is what lies in the lake. */
class LakeQueriesTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final DayRange ALL = new DayRange(LocalDate.of(2020, 1, 1), LocalDate.of(2039, 12, 31));

    /** Holds the conversations, for tests that only read. */
    private static final IngestEnvironment FILLED = create();

    private IngestEnvironment environment = FILLED;
    private LakeQueries queries = FILLED.wiring().lakeQueries();

    @BeforeAll
    static void fill() {
        process(FILLED, conversations());
    }

    @AfterAll
    static void close() {
        FILLED.close();
    }

    @AfterEach
    void closeOwn() {
        if (environment != FILLED) {
            environment.close();
        }
    }

    private static IngestEnvironment create() {
        IngestEnvironment created = IngestEnvironment.create();
        assertThat(created.wiring().provision(Duration.ZERO).showTenants()).isTrue();
        assertThat(created.wiring().provision(Duration.ZERO).showTenants()).isFalse();
        return created;
    }

    /** Goes on in an environment of its own, with these events in its lake. */
    private void process(List<String> texts) {
        useOwn();
        process(environment, texts);
    }

    private void useOwn() {
        environment = create();
        queries = environment.wiring().lakeQueries();
    }

    @Test
    void eventsReadByQueriesAreThoseReadFromTheObjects() {
        process(conversations());
        process(
                environment,
                List.of(odd("plain", "{\"a\":{\"b\":[1,null,true,\"x\"]}}"), odd("empty", "{}"), odd("quotes", """
                {"content_preview":"it's \\"so\\", \\\\ \\n \\u00e9 \\ud83d\\ude00","nothing":null}""")));

        Map<String, Event> fromObjects = fromObjects();
        Map<String, Event> fromQueries = fromQueries();

        assertThat(fromObjects).hasSizeGreaterThan(300);
        assertThat(fromQueries).isEqualTo(fromObjects);
        // And so is every line that would be written of them.
        assertThat(lines(fromQueries)).isEqualTo(lines(fromObjects));
    }

    /** The one exception: the engine keeps a number's value, not the way it was written. */
    @Test
    void aNumberMayBeWrittenInAnotherWay() {
        process(List.of(odd("numbers", "{\"a\":1.10,\"b\":1e3,\"c\":123456789012345678901234567890,\"d\":-0.5}")));

        Event object = fromObjects().values().iterator().next();
        Event query = fromQueries().values().iterator().next();

        assertThat(query.fingerprint()).isEqualTo(object.fingerprint());
        assertThat(canonical(query)).isEqualTo(canonical(object));
    }

    @Test
    void theEventsOfASessionComeTogetherAndInOrder() {
        for (LocalDate day : queries.days(COFFEE.id(), ALL, QueryLimits.DEFAULT).rows()) {
            List<Event> events = new ArrayList<>();
            queries.events(COFFEE.id(), day, QueryLimits.DEFAULT, reading -> events.add(accepted(reading)));

            List<String> sessions =
                    events.stream().map(event -> event.session().value()).toList();
            List<String> runs = new ArrayList<>();
            for (String session : sessions) {
                if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(session)) {
                    runs.add(session);
                }
            }
            assertThat(runs).doesNotHaveDuplicates().isSorted();
            assertThat(events)
                    .isSortedAccordingTo(java.util.Comparator.comparing(
                                    (Event event) -> event.session().value())
                            .thenComparingInt(Event::step)
                            .thenComparing(event -> event.fingerprint().value()));
        }
    }

    @Test
    void countsAreThoseOfDistinctEventsHoweverOftenTheyLieThere() {
        process(conversations());
        Set<DayCount> before = new HashSet<>(counts(Optional.empty()));
        Map<LocalDate, Long> distinct = fromObjects().values().stream()
                .collect(Collectors.groupingBy(
                        event -> LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC), Collectors.counting()));
        ObjectStore lake = environment.wiring().lake();
        for (String path : environment.paths(LakeKey.PREFIX)) {
            // The same lines once more, in another object.
            lake.put(path.replace(".json", "00.json"), lake.get(path).orElseThrow(), "application/x-ndjson");
        }

        List<DayCount> after = counts(Optional.of(COFFEE.id()));

        assertThat(after).extracting(DayCount::events).containsExactlyElementsOf(new TreeMap<>(distinct).values());
        assertThat(after).hasSameSizeAs(before).allSatisfy(count -> {
            assertThat(count.lines()).isGreaterThanOrEqualTo(2 * count.events());
            assertThat(count.unmarked()).isZero();
            assertThat(before)
                    .anySatisfy(old -> assertThat(List.of(old.day(), old.events(), old.sessions()))
                            .isEqualTo(List.of(count.day(), count.events(), count.sessions())));
        });
        assertThat(queries.days(COFFEE.id(), ALL, QueryLimits.DEFAULT).rows())
                .isEqualTo(after.stream().map(DayCount::day).toList());
        assertThat(counts(Optional.of(TEA.id()))).isEmpty();
    }

    @Test
    void onlyTheDaysAskedForAreRead() {
        List<LocalDate> days =
                queries.days(COFFEE.id(), ALL, QueryLimits.DEFAULT).rows();
        assertThat(days).hasSizeGreaterThan(1);
        LocalDate last = days.get(days.size() - 1);

        var found = queries.counts(Optional.of(COFFEE.id()), DayRange.of(last), QueryLimits.DEFAULT);

        assertThat(found.rows()).extracting(DayCount::day).containsExactly(last);
        assertThat(found.query().cost().scannedBytes())
                .isEqualTo(queries.estimate(Optional.of(COFFEE.id()), DayRange.of(last)))
                .isEqualTo(size(LakeKey.prefix(COFFEE.id(), last)));
        assertThat(queries.estimate(Optional.empty(), ALL)).isEqualTo(size(LakeKey.PREFIX));
    }

    @Test
    void overTheLimitNothingIsAsked() {
        process(List.of(odd("s", "{}")));
        LocalDate day = LocalDate.ofInstant(NOW.minusSeconds(60), ZoneOffset.UTC);
        long bytes = size(LakeKey.PREFIX);

        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> queries.events(COFFEE.id(), day, QueryLimits.DEFAULT.scanning(bytes - 1), reading -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.SCAN_LIMIT);
        assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("nothing was read"));
        assertThat(queries.events(COFFEE.id(), day, QueryLimits.DEFAULT.scanning(bytes), reading -> {})
                        .rows())
                .isOne();
    }

    @Test
    void linesThatAreNoEventsAreSaidAndTheOldSystemsAreRead() {
        useOwn();
        String path = LakeKey.prefix(TEA.id(), LocalDate.of(2025, 12, 28)) + "1766913302481_0123abcd.json";
        String old = "{\"event_id\": \"7f0c\", \"schema_version\": \"1.0.0\", \"session_id\": \"sess_old\","
                + " \"tenant_id\": \"TEA002\", \"tenant_hash\": \"" + TEA.hash() + "\", \"step_number\": 1,"
                + " \"event_type\": \"MESSAGE_SENT\", \"event_payload\": {\"content_preview\": \"mail jo@example.org\"},"
                + " \"client_timestamp\": null, \"server_timestamp\": \"2025-12-28T09:15:02.481306Z\"}";
        String foreign = old.replace(TEA.hash(), COFFEE.hash());
        environment
                .wiring()
                .lake()
                .put(
                        path,
                        String.join("\n", old, "{broken", foreign.replace("sess_old", "bad id"))
                                .getBytes(StandardCharsets.UTF_8),
                        "text/plain");
        List<String> seen = new ArrayList<>();

        queries.events(
                TEA.id(),
                LocalDate.of(2025, 12, 28),
                QueryLimits.DEFAULT,
                reading -> seen.add(reading.either(
                        event -> event.payload().text("content_preview").orElse(""), (why, detail) -> "" + why)));

        assertThat(seen).containsExactlyInAnyOrder("mail [EMAIL]", "INVALID_SESSION_ID", "MALFORMED_JSON");
        assertThat(counts(Optional.of(TEA.id())))
                .containsExactly(new DayCount(TEA.id(), LocalDate.of(2025, 12, 28), 0, 2, 2, 2));
    }

    @Test
    void anotherTenantsQueriesDoNotSeeThem() {
        queries.days(COFFEE.id(), ALL, QueryLimits.DEFAULT)
                .rows()
                .forEach(day -> assertThat(queries.events(TEA.id(), day, QueryLimits.DEFAULT, reading -> {})
                                .rows())
                        .isZero());
    }

    @Test
    void namesThatAreMoreThanNamesAreRefused() {
        for (String name : List.of("", "a.b", "Events", "x\"y", "a b", "a".repeat(129))) {
            assertThat(catchThrowableOfType(Failure.class, () -> new LakeStatements("db", name))
                            .code())
                    .isEqualTo(FailureCode.BAD_CONFIGURATION);
        }
    }

    private List<DayCount> counts(Optional<String> tenant) {
        return queries.counts(tenant, ALL, QueryLimits.DEFAULT).rows();
    }

    private static List<String> conversations() {
        return new SampleTraffic(TaskmasterDialogs.all().subList(0, 45), COFFEE, NOW)
                .deliveries().stream()
                        .map(line -> new String(line.text(), StandardCharsets.UTF_8))
                        .toList();
    }

    private static String odd(String session, String payload) {
        return "{\"schema_version\":\"1.0.0\",\"session_id\":\"" + session + "\",\"tenant_id\":\"" + COFFEE.hash()
                + "\",\"timestamp\":\"" + UtcTime.format(NOW.minusSeconds(60)) + "\",\"step_number\":3,"
                + "\"event\":{\"type\":\"CTA_CLICKED\",\"payload\":" + payload + "},\"ga_client_id\":\"111.222\","
                + "\"attribution\":{\"utm_source\":\"a b\",\"referrer\":null}}";
    }

    private static void process(IngestEnvironment environment, List<String> texts) {
        var ingestion = environment.wiring().ingestion();
        List<String> all = new ArrayList<>(texts);
        // Without a believable time of its own it is timed by the queue.
        all.add(odd("skewed", "{}").replace(UtcTime.format(NOW.minusSeconds(60)), "2001-01-01T00:00:00.000Z"));
        ingestion
                .sender()
                .send(IngestEnvironment.lines(texts.size() > 100 ? all : texts).iterator(), 25);
        ingestion
                .queueProcessor(() -> false, new QueueProcessor.Listener() {
                    @Override
                    public void processed(int messages, BatchResult result) {
                        assertThat(result.failures()).isEmpty();
                    }

                    @Override
                    public void waiting(Failure why, Duration pause) {
                        throw why;
                    }
                })
                .run(new QueueRequest(QueueRequest.Until.EMPTY, Long.MAX_VALUE, 2));
    }

    private Map<String, Event> fromObjects() {
        var reader = environment.wiring().ingestion().lakeReader();
        Map<String, Event> events = new TreeMap<>();
        environment
                .lake()
                .forEach(line -> merge(
                        events,
                        accepted(reader.read(
                                line.key(), JsonText.compact(line.line()).getBytes(StandardCharsets.UTF_8)))));
        return events;
    }

    private Map<String, Event> fromQueries() {
        Map<String, Event> events = new TreeMap<>();
        Set<LocalDate> days = new LinkedHashSet<>(
                queries.days(COFFEE.id(), ALL, QueryLimits.DEFAULT).rows());
        days.forEach(day ->
                queries.events(COFFEE.id(), day, QueryLimits.DEFAULT, reading -> merge(events, accepted(reading))));
        return events;
    }

    private static void merge(Map<String, Event> events, Event event) {
        events.merge(event.session() + "/" + event.fingerprint(), event, Event::or);
    }

    private static Event accepted(Reading<Event> reading) {
        return reading.either(event -> event, (reason, detail) -> {
            throw new AssertionError(reason + ": " + detail);
        });
    }

    private static Set<String> lines(Map<String, Event> events) {
        return events.values().stream()
                .map(event -> JsonText.compact(StoredFormat.write(event, "local")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String canonical(Event event) {
        StringBuilder text = new StringBuilder();
        JsonText.canonical(StoredFormat.write(event, "local"), text);
        return text.toString();
    }

    private long size(String prefix) {
        return environment.wiring().lake().stream(prefix)
                .mapToLong(ObjectStore.Listed::size)
                .sum();
    }
}
