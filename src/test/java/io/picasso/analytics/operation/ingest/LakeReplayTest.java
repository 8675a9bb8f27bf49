package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.PlayedCollection.Played;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the tables did not get at once, they get from the lake: the same items, whichever way they came. */
class LakeReplayTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final LakeSelection ALL =
            new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final IngestEnvironment live = IngestEnvironment.create();
    private final IngestEnvironment later = IngestEnvironment.create();

    @AfterEach
    void close() {
        live.close();
        later.close();
    }

    @Test
    void aReplayGivesTheSameItemsAsTheLivePath() {
        List<String> texts = conversations(40, true);
        workOn(live, texts);
        // The other processor has the tables off; only the lake fills. Its lake is the very one of the first.
        later.set(SettingKey.LAKE_BUCKET, live.settings().text(SettingKey.LAKE_BUCKET));
        assertThat(later.events()).isEmpty();

        LakeReplay.Report report = replay(later, ALL);

        assertThat(report.unreadable()).isEmpty();
        assertThat(report.expired()).isZero();
        assertThat(later.events()).isEqualTo(live.events()).isNotEmpty();
        assertThat(withoutAnchors(later)).hasSameSizeAs(withoutAnchors(live));
        assertThat(bySession(later)).isEqualTo(bySession(live));
    }

    @Test
    void tablesOffThenOnThenReplayedTwice() {
        List<String> texts = conversations(25, false);
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        workOn(live, texts);
        assertThat(live.events()).isEmpty();
        assertThat(live.summaries()).isEmpty();
        List<String> paths = live.paths("");

        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "true");
        replay(live, ALL);
        Map<String, Map<String, AttributeValue>> events = live.events();
        Map<String, Map<String, AttributeValue>> summaries = live.summaries();
        replay(live, ALL);

        assertThat(events).hasSize(texts.size());
        assertThat(live.events()).isEqualTo(events);
        assertThat(live.summaries()).isEqualTo(summaries);
        // Never back into the lake.
        assertThat(live.paths("")).isEqualTo(paths);
    }

    @Test
    void aFileGivesTheSameItemsAsTheQueue() {
        List<String> texts = conversations(25, false);
        workOn(live, texts);

        file(later, texts);

        assertThat(later.events()).isEqualTo(live.events());
        assertThat(bySession(later)).isEqualTo(bySession(live));
        int objects = later.paths("analytics/").size();
        file(later, texts);
        assertThat(later.paths("analytics/")).hasSize(objects);
        assertThat(later.events()).isEqualTo(live.events());
        assertThat(bySession(later)).isEqualTo(bySession(live));
    }

    @Test
    void aFileOfLakeLinesGivesTheSameItemsToo() {
        workOn(live, conversations(10, true));
        List<String> lines = live.lake().stream()
                .map(line -> io.picasso.analytics.json.JsonText.compact(line.line()))
                .toList();

        file(later, lines);

        assertThat(later.events()).isEqualTo(live.events());
        assertThat(bySession(later)).isEqualTo(bySession(live));
    }

    @Test
    void whatIsPastItsRetentionIsLeftOut() {
        List<String> old = Messages.sent(COFFEE, "old", 3, NOW.minus(Duration.ofDays(91)));
        List<String> young = Messages.sent(COFFEE, "young", 2, NOW.minus(Duration.ofDays(89)));
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        file(live, old);
        file(live, young);

        LakeReplay.Report report = replay(live, ALL);

        assertThat(report.expired()).isEqualTo(3);
        assertThat(report.events()).isEqualTo(2);
        assertThat(live.events().keySet()).hasSize(2).allMatch(key -> key.startsWith("SESSION#young "));
        assertThat(live.summaries()).hasSize(2);
    }

    @Test
    void onlyTheSelectionIsReplayed() {
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        Instant noon = NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
        for (Tenant tenant : IngestEnvironment.TENANTS) {
            for (int day = 0; day < 4; day++) {
                file(live, Messages.sent(tenant, tenant.id() + "-" + day, 1, noon.minus(Duration.ofDays(day))));
            }
        }
        LocalDate yesterday = LocalDate.ofInstant(noon, ZoneOffset.UTC);

        LakeReplay.Report report = replay(
                live,
                new LakeSelection(
                        "",
                        Optional.of(COFFEE.id()),
                        Optional.of(yesterday.minusDays(2)),
                        Optional.of(yesterday.minusDays(1))));
        assertThat(report.objects()).isEqualTo(2);
        assertThat(live.events().keySet())
                .allMatch(key -> key.startsWith("SESSION#COFFEE001-1 ") || key.startsWith("SESSION#COFFEE001-2 "))
                .hasSize(2);

        replay(
                live,
                new LakeSelection("analytics/tenant_id=TEA", Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(live.events()).hasSize(6);
    }

    @Test
    void linesThatTheOldSystemWroteAreRead() {
        String path = "analytics/tenant_id=COFFEE001/year=" + day("yyyy") + "/month=" + day("MM") + "/day=" + day("dd")
                + "/1766913302481_0123abcd.json";
        String client = UtcTime.format(NOW.minusSeconds(60));
        String line = "{\"event_id\": \"7f0c\", \"schema_version\": \"1.0.0\", \"session_id\": \"sess_old\","
                + " \"tenant_id\": \"COFFEE001\", \"tenant_hash\": \"" + COFFEE.hash() + "\", \"step_number\": %d,"
                + " \"event_type\": \"MESSAGE_SENT\", \"event_payload\": {\"content_preview\": \"mail jo@example.org"
                + " \\u00e9\"}, \"client_timestamp\": %s, \"server_timestamp\": \""
                + UtcTime.format(NOW).replace("Z", "306Z") + "\", \"environment\": \"staging\"}";
        String first = String.format(line, 1, "\"" + client + "\"");
        // Delivered twice, each time with another id; then an event without the client's time, and one not readable.
        List<String> lines = List.of(
                first, first.replace("7f0c", "81aa"), String.format(line, 2, "null"), "{\"session_id\": 5}", "{broken");
        // The old system wrote no line break at the end.
        live.wiring().lake().put(path, String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "text/plain");

        LakeReplay.Report report = replay(live, ALL);

        assertThat(report.unreadable()).extracting(LakeEvents.Unreadable::place).hasSize(2);
        assertThat(report.unreadable().get(1).place()).contains(path).contains("5");
        assertThat(live.events()).hasSize(2);
        Map<String, AttributeValue> summary = withoutAnchors(live).get(0);
        assertThat(summary.get("event_count").n()).isEqualTo("2");
        assertThat(summary.get("first_question").s()).isEqualTo("mail [EMAIL] \u00e9");
        assertThat(summary.get("started_at").s()).isEqualTo(client);
        assertThat(summary.get("ended_at").s()).isEqualTo(UtcTime.format(NOW));
    }

    @Test
    void compressedObjectsAreReplayedAndADamagedOneHoldsUpNoOther() {
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        file(live, Messages.sent(COFFEE, "s", 4, NOW));
        var lake = live.wiring().lake();
        String path = live.paths("analytics/").get(0);
        byte[] packed = LakeObjectsTest.gzip(lake.get(path).orElseThrow());
        lake.delete(path);
        lake.put(path + ".gz", packed, "application/gzip");
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        lake.put(folder + "0.json.gz", java.util.Arrays.copyOf(packed, 40), "application/gzip");

        LakeReplay.Report report = replay(live, ALL);

        assertThat(report.events()).isEqualTo(4);
        assertThat(live.events()).hasSize(4);
        assertThat(report.unreadable())
                .singleElement()
                .satisfies(line -> assertThat(line.place()).contains(folder + "0.json.gz"));
    }

    @Test
    void aLineOfAnotherTenantInAFolderIsNotTaken() {
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        file(live, Messages.sent(COFFEE, "s", 1, NOW));
        String path = live.paths("analytics/").get(0);
        var lake = live.wiring().lake();
        lake.put(path.replace("COFFEE001", "TEA002"), lake.get(path).orElseThrow(), "application/x-ndjson");
        lake.delete(path);

        LakeReplay.Report report = replay(live, ALL);

        assertThat(report.unreadable()).hasSize(1);
        assertThat(live.events()).isEmpty();
    }

    @Test
    void failingTablesEndTheReplayAndItCanBeRunAgain() {
        live.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        file(live, Messages.sent(COFFEE, "s", 5, NOW));
        String table = live.settings().text(SettingKey.SESSION_EVENTS_TABLE);
        live.set(SettingKey.SESSION_EVENTS_TABLE, "picasso-nowhere");

        Failure failure = Assertions.catchThrowableOfType(Failure.class, () -> replay(live, ALL));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        live.set(SettingKey.SESSION_EVENTS_TABLE, table);
        assertThat(replay(live, ALL).events()).isEqualTo(5);
        assertThat(live.events()).hasSize(5);
    }

    private static List<String> conversations(int count, boolean someSkewed) {
        Random random = new Random(count);
        List<String> texts = new ArrayList<>();
        for (Played event : PlayedCollection.of(TaskmasterDialogs.all().subList(0, count), NOW, random)
                .events()) {
            // Without a time of their own, events are timed by the receipt, which a file does not have.
            if (someSkewed || !event.event().time().skewed()) {
                texts.add(event.text());
            }
        }
        if (someSkewed) {
            texts.addAll(Messages.sent(COFFEE, "skewed", 5, NOW.minus(Duration.ofDays(400))));
            texts.addAll(texts.subList(texts.size() - 3, texts.size()));
        }
        Collections.shuffle(texts, random);
        return texts;
    }

    private static void workOn(IngestEnvironment environment, List<String> texts) {
        var ingestion = environment.wiring().ingestion();
        ingestion.sender().send(IngestEnvironment.lines(texts).iterator(), 25);
        List<BatchResult> results = new ArrayList<>();
        ingestion
                .queueProcessor(() -> false, FailingTablesTest.listener(results))
                .run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 2));
        results.forEach(result -> assertThat(result.failures()).isEmpty());
    }

    private static void file(IngestEnvironment environment, List<String> texts) {
        environment
                .wiring()
                .ingestion()
                .fileProcessor(() -> false, (inputs, result) -> {
                    assertThat(result.failures()).isEmpty();
                    assertThat(result.rejectedTotal()).isZero();
                })
                .run(IngestEnvironment.lines(texts).iterator());
    }

    private static LakeReplay.Report replay(IngestEnvironment environment, LakeSelection selection) {
        return environment
                .wiring(Clock.systemUTC())
                .ingestion()
                .lakeReplay(() -> false, count -> {})
                .run(selection);
    }

    private static List<Map<String, AttributeValue>> withoutAnchors(IngestEnvironment environment) {
        return environment.summaries().values().stream()
                .filter(item -> item.containsKey("event_count"))
                .toList();
    }

    /**
     * The summaries without their sort keys, which hold the time of whichever event was processed first.
     */
    static Map<String, Map<String, AttributeValue>> bySession(IngestEnvironment environment) {
        Map<String, Map<String, AttributeValue>> summaries = new java.util.TreeMap<>();
        for (Map<String, AttributeValue> item : withoutAnchors(environment)) {
            Map<String, AttributeValue> attributes = new java.util.HashMap<>(item);
            attributes.remove("sk");
            summaries.put(item.get("pk").s() + " " + item.get("session_id").s(), attributes);
        }
        return summaries;
    }

    private static String day(String form) {
        return java.time.format.DateTimeFormatter.ofPattern(form)
                .withZone(ZoneOffset.UTC)
                .format(NOW);
    }
}
