package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.RunRequest.Source;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Backfills;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a run wrote is taken back, and nothing else; whatever way it was read. */
class BackfillUndoTest {
    private static final Tenant TENANT = IngestEnvironment.TENANTS.get(0);
    private static final Instant THEN =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9));

    @TempDir
    Path runs;

    private final IngestEnvironment environment = IngestEnvironment.create();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void anUndoneRunLeavesTheTablesAsTheyWereBeforeIt() {
        // Two events of a session that goes on are in the tables; the rest is only in the lake.
        process(true, message("sess_known", 1, 0), message("sess_known", 2, 60));
        process(false, message("sess_known", 3, 120), message("sess_new", 1, 0), message("sess_new", 2, 30));
        Map<String, Map<String, AttributeValue>> events = environment.events();
        Map<String, Map<String, AttributeValue>> summaries = environment.summaries();

        RunReport report = run("r1", Source.S3);
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.written().events()).isEqualTo(3);
        assertThat(environment.events()).hasSize(5);

        BackfillUndo.Report undone = backfills().undo("r1", false, () -> false, more -> {});

        assertThat(undone).isEqualTo(new BackfillUndo.Report(3, 0, 0, 2, 1));
        assertThat(environment.events()).isEqualTo(events);
        assertThat(environment.summaries()).isEqualTo(summaries);
    }

    @Test
    void undoingTwiceFindsNothingMore() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30));
        run("r1", Source.S3);
        backfills().undo("r1", false, () -> false, more -> {});

        assertThat(backfills().undo("r1", false, () -> false, more -> {}))
                .isEqualTo(new BackfillUndo.Report(0, 0, 2, 0, 1));
        assertThat(environment.events()).isEmpty();
        assertThat(environment.summaries()).isEmpty();
    }

    @Test
    void aDryRunCountsTheSameAndChangesNothing() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30));
        run("r1", Source.S3);
        Map<String, Map<String, AttributeValue>> events = environment.events();

        assertThat(backfills().undo("r1", true, () -> false, more -> {}).events())
                .isEqualTo(2);
        assertThat(environment.events()).isEqualTo(events);
        assertThat(environment.summaries()).hasSize(2);
    }

    @Test
    void aDryRunCountsARowOnceThatAKilledProcessHadAnnouncedToo() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30), message("sess_b", 1, 0));
        run("r1", Source.S3);
        try (Runs.OpenRun open = Backfills.runsIn(runs).open("r1")) {
            List<JournalEntry> entries = new ArrayList<>();
            open.journal().read(entries::add);
            entries.stream()
                    .filter(JournalEntry.Intended.class::isInstance)
                    .map(JournalEntry.Intended.class::cast)
                    .map(done -> new JournalEntry.Intended(done.shard(), done.parcel() + 1000, done.sessions()))
                    .forEach(open.journal()::append);
        }

        BackfillUndo.Report planned = backfills().undo("r1", true, () -> false, more -> {});

        BackfillUndo.Report undone = backfills().undo("r1", false, () -> false, more -> {});
        assertThat(undone.events()).isEqualTo(3);
        assertThat(planned.events()).isEqualTo(3);
        assertThat(planned.sessions()).isEqualTo(undone.sessions()).isEqualTo(2);
        assertThat(planned.gone()).isEqualTo(undone.gone()).isZero();
    }

    @Test
    void whatSomebodyChangedSinceStaysAndIsCounted() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30));
        run("r1", Source.S3);
        Map<String, AttributeValue> row =
                environment.events().values().iterator().next();
        alter(row, "ga_client_id", AttributeValue.fromS("9.9"));

        BackfillUndo.Report undone = backfills().undo("r1", false, () -> false, more -> {});

        assertThat(undone).isEqualTo(new BackfillUndo.Report(1, 1, 0, 1, 0));
        assertThat(environment.events()).hasSize(1);
        Map<String, AttributeValue> summary = environment.summaries().values().stream()
                .filter(item -> item.get("sk").s().startsWith("SESSION#"))
                .findFirst()
                .orElseThrow();
        assertThat(summary.get("event_count").n()).isEqualTo("1");
    }

    @Test
    void aRowThatSomebodyAddedToOrKeepsLongerIsChangedToo() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30), message("sess_a", 3, 40));
        run("r1", Source.S3);
        List<Map<String, AttributeValue>> rows =
                List.copyOf(environment.events().values());
        alter(rows.get(0), "note", AttributeValue.fromS("kept for the lawyers"));
        alter(rows.get(1), "ttl", AttributeValue.fromN("1999999999"));

        BackfillUndo.Report undone = backfills().undo("r1", false, () -> false, more -> {});

        assertThat(undone).isEqualTo(new BackfillUndo.Report(1, 2, 0, 1, 0));
        assertThat(environment.events()).hasSize(2);
    }

    @Test
    void aRetentionThatIsChangedSinceIsNoChangeOfARow() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30));
        run("r1", Source.S3);
        environment.set(SettingKey.RETENTION_DAYS, "60");

        assertThat(backfills().undo("r1", false, () -> false, more -> {}))
                .isEqualTo(new BackfillUndo.Report(2, 0, 0, 1, 1));
        assertThat(environment.events()).isEmpty();
    }

    private void alter(Map<String, AttributeValue> row, String attribute, AttributeValue value) {
        environment
                .dynamoDb()
                .updateItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .key(Map.of("pk", row.get("pk"), "sk", row.get("sk")))
                        .updateExpression("SET #a = :other")
                        .expressionAttributeNames(Map.of("#a", attribute))
                        .expressionAttributeValues(Map.of(":other", value)));
    }

    @Test
    void liveEventsOfTheSameSessionStayWithTheirSummary() {
        process(false, message("sess_a", 1, 0), message("sess_a", 2, 30));
        run("r1", Source.S3);
        process(true, message("sess_a", 3, 60));

        backfills().undo("r1", false, () -> false, more -> {});

        assertThat(environment.events()).hasSize(1);
        Map<String, AttributeValue> summary = environment.summaries().values().stream()
                .filter(item -> item.get("sk").s().startsWith("SESSION#"))
                .findFirst()
                .orElseThrow();
        assertThat(summary.get("event_count").n()).isEqualTo("1");
        assertThat(summary.get("started_at").s()).isEqualTo(UtcTime.format(THEN.plusSeconds(60)));
    }

    @Test
    void anUndoneRunIsNotResumed() {
        process(false, message("sess_a", 1, 0));
        run("r1", Source.S3);
        backfills().undo("r1", false, () -> false, more -> {});

        assertThatThrownBy(() -> backfills().backfill().resume("r1", was -> was, () -> false, status -> {}))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void aRunOfOtherTablesIsNotUndone() {
        process(false, message("sess_a", 1, 0));
        run("r1", Source.S3);
        environment.set(SettingKey.SESSION_EVENTS_TABLE, "another-table");

        assertThatThrownBy(() -> backfills().undo("r1", false, () -> false, more -> {}))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.BAD_USAGE));
    }

    @Test
    void athenaAndTheObjectsThemselvesGiveTheSameItems() {
        for (int i = 0; i < 40; i++) {
            process(false, message("sess_" + i % 7, i, 60L * i), message("sess_" + i % 5, i, 60L * i));
        }
        run("r1", Source.S3);
        Map<String, Map<String, AttributeValue>> events = environment.events();
        Map<String, Map<String, AttributeValue>> summaries = environment.summaries();
        backfills().undo("r1", false, () -> false, more -> {});
        assertThat(environment.events()).isEmpty();
        declareTenants();

        RunReport report = run("r2", Source.ATHENA);

        assertThat(report.why()).isEmpty();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.reading().scannedBytes()).isPositive();
        assertThat(environment.events()).isEqualTo(events);
        assertThat(environment.summaries()).isEqualTo(summaries);
    }

    @Test
    void aTenantThatAthenaDoesNotKnowIsNoTenantWithoutEvents() {
        process(false, message("sess_a", 1, 0));

        RunReport report = run("r1", Source.ATHENA);

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.why().orElseThrow().what()).isEqualTo("Athena sees nothing where the lake has something");
        declareTenants();
        RunReport resumed = backfills().backfill().resume("r1", was -> was, () -> false, status -> {});
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(environment.events()).hasSize(1);
    }

    /** As 'provision apply lake' does: the partitions of the tenants that are known now. */
    private void declareTenants() {
        Provision provision = environment.wiring().provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(Set.of(Part.LAKE)), line -> {});
    }

    @Test
    void athenaIsNotAskedForMoreThanItMayRead() {
        process(false, message("sess_a", 1, 0));

        assertThatThrownBy(() -> backfills()
                        .backfill()
                        .start("r1", request(Source.ATHENA, OptionalLong.of(10)), () -> false, status -> {}))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.SCAN_LIMIT));
        assertThat(environment.events()).isEmpty();
    }

    private Backfills backfills() {
        return environment.wiring().backfills(runs, runs);
    }

    private RunReport run(String name, Source source) {
        return backfills().backfill().start(name, request(source, OptionalLong.empty()), () -> false, status -> {});
    }

    private static RunRequest request(Source source, OptionalLong maxScan) {
        return new RunRequest(
                source,
                List.of(),
                Selection.ALL,
                OptionalDouble.empty(),
                ErrorBudget.UNLIMITED,
                OptionalDouble.empty(),
                maxScan,
                4,
                Limits.HELD_EVENTS);
    }

    private void process(boolean tables, String... texts) {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, Boolean.toString(tables));
        List<InboundMessage> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(new InboundMessage(
                    "m" + messages.size(),
                    text.getBytes(StandardCharsets.UTF_8),
                    Optional.of(THEN.plusSeconds(3600)),
                    new InboundMessage.Source("queue", "m" + messages.size(), OptionalInt.empty()),
                    InboundMessage.Origin.PRODUCER));
        }
        BatchResult result = environment.wiring().ingestion().processor().process(messages);
        assertThat(result.failed()).isEmpty();
    }

    private static String message(String session, int step, long seconds) {
        return "{\"schema_version\":\"1.0.0\",\"session_id\":\"" + session + "\",\"tenant_id\":\"" + TENANT.hash()
                + "\",\"timestamp\":\"" + UtcTime.format(THEN.plusSeconds(seconds)) + "\",\"step_number\":" + step
                + ",\"ga_client_id\":\"1.2\",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":{\"content_preview\":\"What"
                + " about " + step + "?\"}}}";
    }
}
