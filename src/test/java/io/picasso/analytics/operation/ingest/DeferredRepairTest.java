package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.operation.repair.DeferredRepair;
import io.picasso.analytics.operation.repair.RepairReport;
import io.picasso.analytics.operation.repair.RepairReport.Reason;
import io.picasso.analytics.operation.repair.RepairRequest;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** After a repair by the markers the tables are those of a run in which nothing failed, item by item. */
class DeferredRepairTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(7_200);
    private static final RepairRequest ALL = new RepairRequest(Optional.empty(), Long.MAX_VALUE, false);

    private final IngestEnvironment disturbed = IngestEnvironment.create();
    private final IngestEnvironment undisturbed = IngestEnvironment.create();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        workers.shutdownNow();
        disturbed.close();
        undisturbed.close();
    }

    @Test
    void tablesThatFailedNowAndThenAreRepaired() throws Exception {
        Random random = new Random(7);
        disturb(request -> {
            synchronized (random) {
                return random.nextInt(3) == 0
                        ? Optional.of(Answer.dynamoDb("ResourceNotFoundException"))
                        : Optional.empty();
            }
        });
        assertThat(disturbed.paths(DeferredKey.PREFIX)).isNotEmpty();

        RepairReport report = repair(ALL);

        assertThat(report.kept()).isEmpty();
        assertThat(report.repaired()).isEqualTo(report.markers()).isPositive();
        asIfNothingHadFailed();
        assertThat(repair(ALL).markers()).isZero();
    }

    @Test
    void onePartitionThatWasRefusedIsRepaired() throws Exception {
        disturb(request ->
                request.operation().equals("UpdateItem") && request.text().contains(TEA.hash())
                        ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                        : Optional.empty());

        repair(ALL);

        asIfNothingHadFailed();
    }

    @Test
    void aDryRunDecidesTheSameAndChangesNothing() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        List<String> markers = disturbed.paths(DeferredKey.PREFIX);

        RepairReport dry = repair(new RepairRequest(Optional.empty(), Long.MAX_VALUE, true));

        assertThat(disturbed.events()).isEmpty();
        assertThat(disturbed.summaries()).isEmpty();
        assertThat(disturbed.paths(DeferredKey.PREFIX)).isEqualTo(markers);
        assertThat(repair(ALL)).isEqualTo(dry);
        asIfNothingHadFailed();
    }

    @Test
    void objectsThatWereCompactedMeanwhileAreFoundInTheirDay() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        var compaction = disturbed.wiring().compaction();
        compaction.run(
                compaction.plan(new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty()), 0),
                false,
                () -> false,
                day -> {});
        assertThat(disturbed.paths(LakeKey.PREFIX)).allMatch(path -> path.endsWith(".json.gz"));

        repair(ALL);

        asIfNothingHadFailed();
    }

    @Test
    void eventsThatAreNowhereKeepTheirMarker() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        String lost = disturbed.paths("analytics/tenant_id=" + TEA.id()).get(0);
        disturbed.wiring().lake().delete(lost);
        disturbed.wiring().lake().put("deferred/year=2025/x.json", "{}".getBytes(StandardCharsets.UTF_8), "any");

        RepairReport report = repair(ALL);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.kept()).extracting(RepairReport.Kept::reason).contains(Reason.UNREADABLE, Reason.NOT_FOUND);
        assertThat(disturbed.paths(DeferredKey.PREFIX)).hasSameSizeAs(report.kept());
        assertThat(report.repaired() + report.kept().size()).isEqualTo(report.markers());
        assertThat(disturbed.events()).isNotEmpty();
    }

    @Test
    void onlyTheTenantThatIsMeantIsRepaired() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);

        repair(new RepairRequest(Optional.of(TEA.id()), Long.MAX_VALUE, false));

        assertThat(disturbed.events().values())
                .isNotEmpty()
                .allMatch(item -> item.get("tenant_hash").s().equals(TEA.hash()));
        repair(new RepairRequest(Optional.empty(), 1, false));
        repair(ALL);
        asIfNothingHadFailed();
    }

    @Test
    void whatIsPastItsRetentionIsCountedAndNotWritten() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        int sent = disturbed.lake().size();
        Wiring later = disturbed.wiring(Clock.offset(Clock.systemUTC(), Duration.ofDays(91)));

        RepairReport report = later.ingestion().deferredRepair().run(ALL, () -> false, count -> {});

        assertThat(report.expired()).isEqualTo(sent);
        assertThat(report.events()).isZero();
        assertThat(disturbed.events()).isEmpty();
        assertThat(disturbed.summaries()).isEmpty();
        assertThat(disturbed.paths(DeferredKey.PREFIX)).isEmpty();
    }

    @Test
    void tablesThatStillFailKeepTheMarkers() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        List<String> markers = disturbed.paths(DeferredKey.PREFIX);
        String table = disturbed.settings().text(SettingKey.SESSION_SUMMARIES_TABLE);
        disturbed.set(SettingKey.SESSION_SUMMARIES_TABLE, "picasso-nowhere");

        assertThat(catchThrowable(() -> repair(ALL))).isInstanceOf(Failure.class);

        assertThat(disturbed.paths(DeferredKey.PREFIX)).isEqualTo(markers);
        disturbed.set(SettingKey.SESSION_SUMMARIES_TABLE, table);
        repair(ALL);
        asIfNothingHadFailed();
    }

    @Test
    void killedAtAnyMomentItGoesOn() throws Exception {
        disturb(DeferredRepairTest::nothingGetsThrough);
        for (Moment moment : List.of(
                Moment.BEFORE_THE_EVENTS,
                Moment.AFTER_HALF_OF_THE_EVENTS,
                Moment.AFTER_THE_EVENTS,
                Moment.AFTER_AN_ANCHOR,
                Moment.AFTER_A_SUMMARY)) {
            Life life = new Life();
            life.planEnd(moment);
            SessionStore mortal = new MortalSessionStore(disturbed.wiring().sessionStore(), life);
            int markers = disturbed.paths(DeferredKey.PREFIX).size();

            assertThat(catchThrowable(() -> repair(mortal))).as(moment.name()).isNotNull();

            assertThat(disturbed.paths(DeferredKey.PREFIX)).hasSize(markers);
        }

        repair(ALL);

        asIfNothingHadFailed();
    }

    private void repair(SessionStore store) {
        Wiring wiring = disturbed.wiring();
        LakeReader reader = new LakeReader(new JacksonParser(), new EventFactory(Redaction.REDACT));
        new DeferredRepair(
                        wiring.lake(),
                        new LakeEvents(wiring.lake(), reader),
                        new JacksonParser(),
                        new SessionTables(store, wiring.retention(), workers),
                        store,
                        wiring.retention(),
                        wiring.clock())
                .run(ALL, () -> false, count -> {});
    }

    private RepairReport repair(RepairRequest request) {
        return disturbed.wiring().ingestion().deferredRepair().run(request, () -> false, count -> {});
    }

    /** The same messages twice: into tables behind a fault, and into sound ones. */
    private void disturb(FaultyEndpoint.Fault fault) throws Exception {
        List<String> sent = new ArrayList<>();
        for (int session = 0; session < 12; session++) {
            Tenant tenant = session % 3 == 0 ? TEA : COFFEE;
            sent.addAll(Messages.sent(tenant, "s-" + session, 2 + 3 * session, START.plusSeconds(session)));
        }
        String engine = disturbed.settings().text(SettingKey.DYNAMODB_ENDPOINT);
        try (FaultyEndpoint proxy = new FaultyEndpoint(
                disturbed.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow())) {
            proxy.set(fault);
            disturbed.set(SettingKey.DYNAMODB_ENDPOINT, proxy.uri().toString());
            work(disturbed, sent);
        }
        disturbed.set(SettingKey.DYNAMODB_ENDPOINT, engine);
        work(undisturbed, sent);
    }

    private static void work(IngestEnvironment environment, List<String> sent) {
        BatchProcessor processor = environment.wiring().ingestion().processor();
        for (int from = 0; from < sent.size(); from += 10) {
            List<String> batch = sent.subList(from, Math.min(from + 10, sent.size()));
            assertThat(processor.process(Messages.inbound(batch, START)).failed())
                    .isEmpty();
        }
    }

    private static Optional<Answer> nothingGetsThrough(FaultyEndpoint.Request request) {
        return Optional.of(Answer.dynamoDb("ResourceNotFoundException"));
    }

    private void asIfNothingHadFailed() {
        Map<String, Map<String, AttributeValue>> events = undisturbed.events();
        assertThat(disturbed.events()).isEqualTo(events).isNotEmpty();
        assertThat(LakeReplayTest.bySession(disturbed)).isEqualTo(LakeReplayTest.bySession(undisturbed));
        assertThat(disturbed.paths(DeferredKey.PREFIX)).isEmpty();
    }
}
