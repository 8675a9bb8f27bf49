package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A backfill gives the tables that the live path gives: every item of both, attribute by attribute. Left out is what
 * depends on who came first and not on what happened: the time in a summary's key (see {@link Tables}). Where deliveries
 * of one event differ in what is not part of its fingerprint, as {@code ga_client_id}, the row may be either; no input
 * here has such deliveries but the test that names it.
 */
class BackfillTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path folder;

    private final Random random = new Random(Cases.firstSeed());

    @Test
    void fromLakeAndFromFileTheTablesAreThoseOfTheLivePath() {
        List<String> texts = Conversations.of(80, random);
        List<String> deliveries = Conversations.delivered(texts, random);
        try (Backfilled live = Backfilled.in(folder);
                Backfilled fromLake = Backfilled.fromLakeOf(live.environment, folder);
                Backfilled fromFile = Backfilled.in(folder);
                Backfilled fromLakeLines = Backfilled.in(folder)) {
            live.live(deliveries);
            Tables expected = live.tables();
            assertThat(expected.events()).hasSize(texts.size());

            RunReport lake = fromLake.run(Backfilled.lake(Limits.HELD_EVENTS));
            fromLake.tables().assertSameAs(expected);
            assertThat(lake.written().events()).isEqualTo(texts.size());
            assertThat(lake.counts().rejected()).isZero();

            RunReport file =
                    fromFile.run(Backfilled.file(fromFile.file("deliveries.ndjson", deliveries), Limits.HELD_EVENTS));
            fromFile.tables().assertSameAs(expected);
            assertThat(file.counts().lines()).isEqualTo(deliveries.size());
            assertThat(file.counts().repeated()).isEqualTo(deliveries.size() - texts.size());
            assertThat(file.written().events()).isEqualTo(texts.size());
            assertThat(file.written().present()).isZero();

            List<String> lines = live.environment.lake().stream()
                    .map(line -> JsonText.compact(line.line()))
                    .toList();
            fromLakeLines.run(Backfilled.file(fromLakeLines.file("lake.ndjson", lines), Limits.HELD_EVENTS));
            fromLakeLines.tables().assertSameAs(expected);
        }
    }

    @Test
    void sessionsThatAreCutGiveTheSameTables() {
        List<String> deliveries = Conversations.delivered(Conversations.of(30, random), random);
        // Timed by our own clock: whichever delivery comes first, the one that was received first stands.
        List<String> skewed = Messages.sent(COFFEE, "skewed", 5, NOW.minus(Duration.ofDays(400)));
        try (Backfilled live = Backfilled.in(folder)) {
            live.live(skewed);
            live.live(deliveries);
            live.live(skewed);
            Tables expected = live.tables();
            for (int held : new int[] {4, 60}) {
                try (Backfilled later = Backfilled.fromLakeOf(live.environment, folder)) {
                    later.run(Backfilled.lake(held));
                    later.tables().assertSameAs(expected);
                }
                List<String> lines = new ArrayList<>(live.environment.lake().stream()
                        .map(line -> JsonText.compact(line.line()))
                        .toList());
                Collections.shuffle(lines, random);
                try (Backfilled later = Backfilled.in(folder)) {
                    later.run(Backfilled.file(later.file("shuffled.ndjson", lines), held));
                    later.tables().assertSameAs(expected);
                }
            }
        }
    }

    @Test
    void whatIsCompleteIsNotTouched() {
        try (Backfilled live = Backfilled.in(folder)) {
            live.live(Conversations.delivered(Conversations.of(20, random), random));
            Map<String, Map<String, AttributeValue>> summaries = live.environment.summaries();
            Tables before = live.tables();

            RunReport report = live.run(Backfilled.lake(Limits.HELD_EVENTS));

            assertThat(report.written().events()).isZero();
            assertThat(report.written().units()).isZero();
            assertThat(report.written().present()).isEqualTo(before.events().size());
            live.tables().assertSameAs(before);
            assertThat(live.environment.summaries()).isEqualTo(summaries);
        }
    }

    @Test
    void whatIsMissingIsWrittenAndNothingElse() {
        try (Backfilled live = Backfilled.in(folder)) {
            live.live(Conversations.delivered(Conversations.of(20, random), random));
            Tables complete = live.tables();
            Map<String, Map<String, AttributeValue>> summaries = live.environment.summaries();
            int missing = 0;
            for (Map<String, AttributeValue> row : complete.events().values()) {
                if (random.nextInt(7) == 0) {
                    delete(live.environment, SettingKey.SESSION_EVENTS_TABLE, row);
                    missing++;
                }
            }
            // One summary is gone as well, and one with its anchor.
            List<Map<String, AttributeValue>> rows = summaries.values().stream()
                    .filter(row -> row.get("sk").s().startsWith("SESSION#"))
                    .toList();
            delete(live.environment, SettingKey.SESSION_SUMMARIES_TABLE, rows.get(0));
            delete(live.environment, SettingKey.SESSION_SUMMARIES_TABLE, rows.get(1));
            Map<String, AttributeValue> anchor = new HashMap<>(rows.get(1));
            anchor.put(
                    "sk",
                    AttributeValue.fromS(
                            "ANCHOR#" + rows.get(1).get("session_id").s()));
            delete(live.environment, SettingKey.SESSION_SUMMARIES_TABLE, anchor);

            RunReport report = live.run(Backfilled.lake(Limits.HELD_EVENTS));

            assertThat(report.written().events()).isEqualTo(missing).isPositive();
            live.tables().assertSameAs(complete);
        }
    }

    @Test
    void rowsOfTheOldSystemStayAndAreCountedOnce() {
        List<String> texts = Messages.sent(COFFEE, "old", 6, NOW.minus(Duration.ofDays(2)));
        try (Backfilled live = Backfilled.in(folder);
                Backfilled later = Backfilled.fromLakeOf(live.environment, folder)) {
            live.live(texts);
            // The old system wrote three of them, under the bare step; and nothing else: no anchor, no summary.
            int old = 0;
            for (Map<String, AttributeValue> row : live.tables().events().values()) {
                if (old++ < 3) {
                    Map<String, AttributeValue> bare = new HashMap<>(row);
                    bare.put("sk", AttributeValue.fromS(row.get("sk").s().substring(0, "STEP#001".length())));
                    later.environment
                            .dynamoDb()
                            .putItem(b -> b.tableName(
                                            later.environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                                    .item(bare));
                }
            }
            Map<String, Map<String, AttributeValue>> oldRows = later.environment.events();

            RunReport report = later.run(Backfilled.lake(Limits.HELD_EVENTS));

            assertThat(report.written().events()).isEqualTo(6);
            assertThat(later.environment.events()).hasSize(9).containsAllEntriesOf(oldRows);
            assertThat(later.tables().summaries()).isEqualTo(live.tables().summaries());
        }
    }

    @Test
    void liveTrafficOnTheSameSessionsMeanwhileLosesNoCount() throws Exception {
        List<String> texts = Conversations.of(40, random);
        List<String> deliveries = Conversations.delivered(texts, random);
        for (int held : new int[] {Limits.HELD_EVENTS, 60}) {
            try (Backfilled calm = Backfilled.in(folder);
                    Backfilled busy = Backfilled.in(folder)) {
                calm.run(Backfilled.file(calm.file("all.ndjson", texts), Limits.HELD_EVENTS));
                // Half of the history is in the file; the live path brings the other half, and some of the first too.
                List<String> history = new ArrayList<>(deliveries.subList(0, deliveries.size() * 2 / 3));
                Path file = busy.file("history.ndjson", history);
                List<String> traffic = deliveries.subList(deliveries.size() / 2, deliveries.size());
                ExecutorService crowd = Executors.newFixedThreadPool(3);
                try {
                    List<Future<?>> ends = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        int which = i;
                        var processor = busy.environment.wiring().ingestion().processor();
                        ends.add(crowd.submit(() -> {
                            for (int from = which * 10; from < traffic.size(); from += 30) {
                                var result = processor.process(Messages.inbound(
                                        traffic.subList(from, Math.min(traffic.size(), from + 10)), NOW));
                                assertThat(result.failed()).isEmpty();
                                assertThat(result.deferred()).isZero();
                            }
                        }));
                    }
                    busy.run(Backfilled.file(file, held));
                    for (Future<?> end : ends) {
                        end.get();
                    }
                } finally {
                    crowd.shutdownNow();
                }
                busy.tables().assertSameAs(calm.tables());
            }
        }
    }

    @Test
    void ofDeliveriesThatDifferOutsideTheFingerprintOneIsKept() {
        String first = Messages.event(COFFEE, "twice", 1, "MESSAGE_SENT", NOW)
                .replace("\"step_number\"", "\"ga_client_id\":\"1.1\",\"step_number\"");
        String second = first.replace("1.1", "2.2");
        try (Backfilled live = Backfilled.in(folder)) {
            live.live(List.of(first, second));
            try (Backfilled later = Backfilled.fromLakeOf(live.environment, folder)) {
                later.run(Backfilled.lake(Limits.HELD_EVENTS));

                assertThat(later.tables().summaries()).isEqualTo(live.tables().summaries());
                assertThat(later.environment.events().values())
                        .singleElement()
                        .satisfies(
                                row -> assertThat(row.get("ga_client_id").s()).isIn("1.1", "2.2"));
            }
        }
    }

    @Test
    void onlyTheTenantsAndDaysThatWereAskedForAreWritten() {
        List<String> texts = Conversations.of(40, random);
        try (Backfilled live = Backfilled.in(folder);
                Backfilled later = Backfilled.fromLakeOf(live.environment, folder);
                Backfilled fromFile = Backfilled.in(folder)) {
            live.live(texts);
            String day = NOW.truncatedTo(ChronoUnit.DAYS)
                    .minus(Duration.ofDays(3))
                    .toString()
                    .substring(0, 10);
            Selection selection = new Selection(
                    java.util.Optional.of(COFFEE.id()),
                    java.util.Optional.of(java.time.LocalDate.parse(day)),
                    java.util.Optional.of(java.time.LocalDate.parse(day)));
            RunRequest all = Backfilled.lake(Limits.HELD_EVENTS);
            later.run(with(all, selection));
            fromFile.run(with(Backfilled.file(fromFile.file("texts.ndjson", texts), Limits.HELD_EVENTS), selection));

            Map<String, Map<String, AttributeValue>> expected = live.environment.events();
            expected.values()
                    .removeIf(row -> !row.get("tenant_id").s().equals(COFFEE.id())
                            || !row.get("timestamp").s().startsWith(day));
            assertThat(expected).isNotEmpty();
            assertThat(later.environment.events()).isEqualTo(expected);
            assertThat(fromFile.environment.events()).isEqualTo(expected);
            fromFile.tables().assertSameAs(later.tables());
        }
    }

    private static RunRequest with(RunRequest request, Selection selection) {
        return new RunRequest(
                request.source(),
                request.files(),
                selection,
                request.rate(),
                request.errors(),
                request.dollars(),
                request.writers(),
                request.heldEvents());
    }

    private static void delete(IngestEnvironment environment, SettingKey table, Map<String, AttributeValue> row) {
        environment
                .dynamoDb()
                .deleteItem(b -> b.tableName(environment.settings().text(table))
                        .key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
    }
}
