package io.picasso.analytics.operation.verify;

import static io.picasso.analytics.operation.verify.VerifyEnvironment.COFFEE;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.TEA;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.THEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.operation.verify.Difference.Kind;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is no difference although it looks like one, and what must never be mended away. */
class VerifyTest {
    private final VerifyEnvironment tables = new VerifyEnvironment();
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void whereNothingIsThereIsNothingToCompare() {
        VerifyReport report = tables.report();

        assertThat(report.agrees()).isTrue();
        assertThat(report.totals().isNothing()).isTrue();
    }

    @Test
    void everythingIsCounted() {
        tables.session(COFFEE, "a", 5, THEN, random);
        tables.session(COFFEE, "b", 4, THEN.plus(Duration.ofDays(2)), random);
        tables.session(TEA, "a", 3, THEN, random);

        Totals totals = tables.report().totals();

        assertThat(totals.tenants()).isEqualTo(3);
        assertThat(totals.lakeEvents()).isEqualTo(12);
        assertThat(totals.tableEvents()).isEqualTo(12);
        assertThat(totals.summaries()).isEqualTo(3);
        assertThat(totals.anchors()).isEqualTo(3);
        assertThat(totals.lakeObjects()).isEqualTo(3);
        assertThat(totals.isNothing()).isFalse();
    }

    @Test
    void itIsSaidWhichOfHowManyTenantsIsCompared() {
        List<String> said = new ArrayList<>();

        tables.verify().run(tables.everything(), List.of(COFFEE, TEA), (number, of) -> said.add(number + " of " + of));

        assertThat(said).containsExactly("1 of 2", "2 of 2");
    }

    @Test
    void deliveriesInAnyNumberOrderAndFormAreOneEvent() {
        String known = VerifyEnvironment.message(COFFEE, "a", 1, "MESSAGE_SENT", THEN.plusSeconds(1), 1);
        String timeless = known.replace("\"timestamp\":\"" + UtcTime.format(THEN.plusSeconds(1)) + "\",", "");
        for (int delivery = 3; delivery >= 0; delivery--) {
            tables.send(List.of(known, timeless), THEN.plus(Duration.ofHours(20L * delivery)));
        }
        tables.send(
                List.of(known.replace("\"ga_client_id\":\"1.2\"", "\"ga_client_id\":\"3.4\"")), THEN.plusSeconds(9));

        VerifyReport report = tables.report();

        assertThat(report.differences()).isEmpty();
        assertThat(report.totals().tableEvents()).isEqualTo(2);
    }

    @Test
    void aSessionThatWasSilentForDaysIsOneSession() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.session(COFFEE, "a", 4, THEN.plus(Duration.ofDays(6)), random);

        assertThat(tables.report().differences()).isEmpty();
        Map<String, AttributeValue> row = tables.events("a").get(0);
        tables.delete(Fault.EVENTS, row);
        assertThat(tables.report().differences()).extracting(Difference::kind).containsExactly(Kind.EVENT_MISSING);
    }

    @Test
    void compactedObjectsSayTheSame() {
        tables.session(COFFEE, "a", 5, THEN, random);
        tables.session(COFFEE, "b", 5, THEN.plusSeconds(60), random);
        var compaction = tables.environment.wiring().compaction();
        var plan = compaction.plan(new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty()), 2);
        compaction.run(plan, false, () -> false, day -> {});

        assertThat(tables.environment.paths("analytics/")).anyMatch(path -> path.endsWith(".json.gz"));
        assertThat(tables.report().differences()).isEmpty();
        assertThat(tables.report().totals().lakeEvents()).isEqualTo(10);
        tables.delete(Fault.EVENTS, tables.events("b").get(2));
        assertThat(tables.mended().differences()).extracting(Difference::kind).containsExactly(Kind.EVENT_MISSING);
        assertThat(tables.report().agrees()).isTrue();
    }

    // ---- ranges and tenants

    @Test
    void onlyWhatLiesInTheRangeIsMeantButThenAllOfTheSession() {
        LocalDate day = UtcTime.day(THEN);
        tables.session(COFFEE, "before", 3, THEN.minus(Duration.ofDays(3)), random);
        tables.session(COFFEE, "over-midnight", 6, THEN.minus(Duration.ofMinutes(80)), random);
        tables.session(COFFEE, "after", 3, THEN.plus(Duration.ofDays(3)), random);
        for (String session : List.of("before", "over-midnight", "after")) {
            tables.delete(Fault.EVENTS, tables.events(session).get(0));
        }

        VerifyReport report = tables.verify()
                .run(VerifyEnvironment.request(Optional.of(COFFEE), Optional.of(day), Optional.of(day)), List.of());

        assertThat(report.differences())
                .extracting(difference -> difference.session().value())
                .containsExactly("over-midnight");
        assertThat(report.totals().lakeEvents()).isEqualTo(3);
    }

    @Test
    void onlyTheTenantThatIsAskedForIsCompared() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.session(TEA, "b", 3, THEN, random);
        tables.delete(Fault.EVENTS, tables.events("a").get(0));
        tables.delete(Fault.EVENTS, tables.events("b").get(0));

        assertThat(tables.verify()
                        .run(VerifyEnvironment.request(Optional.of(TEA), Optional.empty(), Optional.empty()), List.of())
                        .differences())
                .extracting(difference -> difference.session().value())
                .containsExactly("b");
    }

    @Test
    void aTenantThatOnlyTheLakeKnowsIsComparedToo() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.delete(Fault.EVENTS, tables.events("a").get(0));

        assertThat(tables.verify().run(tables.everything(), List.of(TEA)).differences())
                .extracting(Difference::kind, Difference::tenant)
                .containsExactly(tuple(Kind.EVENT_MISSING, COFFEE));
    }

    // ---- what has its reason

    @Test
    void whatIsPastItsRetentionIsCountedAndNeitherReportedNorWritten() {
        Instant old = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofDays(30))
                .minus(Duration.ofMinutes(79));
        tables.session(COFFEE, "old", 3, old, random);
        tables.session(COFFEE, "young", 3, THEN, random);
        tables.events("old").forEach(row -> tables.delete(Fault.EVENTS, row));
        tables.environment.set(SettingKey.RETENTION_DAYS, "30");

        VerifyReport report = tables.mended();

        assertThat(report.differences()).isEmpty();
        assertThat(report.totals().expired() + report.totals().expiredObjects()).isPositive();
        assertThat(report.totals().lakeEvents()).isEqualTo(3);
        assertThat(tables.events("old")).isEmpty();
        assertThat(tables.report().agrees()).isTrue();
    }

    @Test
    void whatAMarkerNamesIsDeferred() {
        tables.session(COFFEE, "a", 3, THEN, random);
        Map<String, AttributeValue> row = tables.events("a").get(1);
        tables.delete(Fault.EVENTS, row);
        String marker = "{\"deferred_at\":\"" + UtcTime.format(THEN) + "\",\"sessions\":[{\"tenant_id\":\""
                + COFFEE.id() + "\",\"tenant_hash\":\"" + COFFEE.hash()
                + "\",\"session_id\":\"a\",\"missing_events\":[\""
                + row.get("sk").s()
                + "\"],\"lake_objects\":[]}]}";
        put("deferred/year=2025/month=12/day=28/000000000000.json", marker);

        VerifyReport report = tables.report();

        assertThat(report.differences()).isEmpty();
        assertThat(report.totals().deferred()).isEqualTo(1);
    }

    @Test
    void whatIsYoungIsInFlight() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tables.send(List.of(VerifyEnvironment.message(COFFEE, "a", 1, "MESSAGE_SENT", now, 1)), now);
        tables.delete(Fault.EVENTS, tables.events("a").get(0));

        VerifyReport young = tables.report();

        assertThat(young.differences()).isEmpty();
        assertThat(young.totals().inFlight()).isPositive();
        VerifyRequest old = new VerifyRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, Duration.ofMillis(1));
        assertThat(tables.verify().run(old, IngestEnvironment.TENANTS).differences())
                .extracting(Difference::kind)
                .containsExactly(Kind.EVENT_MISSING);
    }

    @Test
    void whatWasMendedByAnotherHandBetweenTheTwoReadingsIsNoDifference() {
        tables.session(COFFEE, "a", 3, THEN, random);
        Map<String, AttributeValue> row = tables.events("a").get(1);
        tables.delete(Fault.EVENTS, row);
        VerifyRequest slow = new VerifyRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), VerifyRequest.SETTLE, Duration.ofMillis(700));
        Thread other = new Thread(() -> {
            try {
                Thread.sleep(350);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            tables.put(Fault.EVENTS, row);
        });
        other.start();

        VerifyReport report = tables.verify().run(slow, IngestEnvironment.TENANTS);

        assertThat(report.differences()).isEmpty();
    }

    // ---- what must never be mended away

    @Test
    void aRowIsNeverDeletedWhereTheLakeCannotBeRead() {
        tables.session(COFFEE, "a", 3, THEN, random);
        String path = tables.environment.paths("analytics/").get(0);
        put(path, "{broken\n");
        Map<String, Map<String, AttributeValue>> before = tables.environment.events();

        VerifyReport report = tables.mended();

        assertThat(report.differences())
                .hasSize(3)
                .allMatch(difference -> difference.kind() == Kind.EVENT_EXTRA && !difference.mendable());
        assertThat(report.totals().unreadable()).isEqualTo(1);
        assertThat(report.mendable()).isZero();
        assertThat(tables.environment.events()).isEqualTo(before);
    }

    @Test
    void aComparisonChangesNothing() {
        tables.session(COFFEE, "a", 4, THEN, random);
        Fault.EVENT_DELETED.inject(tables, "a", random);
        Fault.SECOND_SUMMARY.inject(tables, "a", random);
        Map<String, Map<String, AttributeValue>> events = tables.environment.events();
        Map<String, Map<String, AttributeValue>> summaries = tables.environment.summaries();
        List<String> paths = tables.environment.paths("");

        assertThat(tables.report().agrees()).isFalse();

        assertThat(tables.environment.events()).isEqualTo(events);
        assertThat(tables.environment.summaries()).isEqualTo(summaries);
        assertThat(tables.environment.paths("")).isEqualTo(paths);
    }

    @Test
    void whatIsMendedIsSaidAndLookedAtAgain() {
        tables.session(COFFEE, "a", 4, THEN, random);
        Fault.EVENT_DELETED.inject(tables, "a", random);
        Verify verify = tables.verify();
        assertThat(verify.run(tables.everything(), IngestEnvironment.TENANTS).agrees())
                .isFalse();
        assertThat(verify.recheck(tables.everything()).agrees()).isFalse();

        Mended mended = verify.mend(tables.everything());

        assertThat(mended.sessions()).isEqualTo(1);
        assertThat(mended.eventsWritten()).isEqualTo(1);
        assertThat(mended.eventsDeleted()).isZero();
        assertThat(mended.summariesWritten()).isZero();
        assertThat(verify.recheck(tables.everything()).agrees()).isTrue();
    }

    @Test
    void aLineUnderALaterDayIsStillTheEvents() {
        tables.session(COFFEE, "a", 3, THEN, random);
        ObjectStore lake = tables.environment.wiring().lake();
        String path = tables.environment.paths("analytics/").get(0);
        byte[] lines = lake.get(path).orElseThrow();
        LocalDate late = UtcTime.day(THEN.plus(Duration.ofDays(8)));
        lake.put(
                "analytics/tenant_id=%s/year=%04d/month=%02d/day=%02d/late.json"
                        .formatted(COFFEE.id(), late.getYear(), late.getMonthValue(), late.getDayOfMonth()),
                lines,
                "application/json");
        lake.delete(path);

        VerifyReport report = tables.mended();

        assertThat(report.differences()).isEmpty();
        assertThat(tables.events("a")).hasSize(3);
    }

    @Test
    void anAnchorAloneIsNoFaultWhileItIsYoungOrDeferredOrPastTheRetention() {
        tables.session(COFFEE, "a", 3, THEN, random);
        anchor("young", Instant.now());
        anchor("named", THEN);
        anchor("old", Instant.now().minus(Duration.ofDays(120)));
        put(
                "deferred/year=2025/month=12/day=28/000000000000.json",
                "{\"deferred_at\":\"" + UtcTime.format(THEN) + "\",\"sessions\":[{\"tenant_id\":\"" + COFFEE.id()
                        + "\",\"tenant_hash\":\"" + COFFEE.hash()
                        + "\",\"session_id\":\"named\",\"missing_events\":[],\"lake_objects\":[]}]}");
        Map<String, Map<String, AttributeValue>> before = tables.environment.summaries();

        VerifyReport report = tables.mended();

        assertThat(report.differences()).isEmpty();
        assertThat(report.totals().anchors()).isEqualTo(4);
        assertThat(report.totals().expiredAnchors()).isEqualTo(1);
        assertThat(report.totals().deferred()).isEqualTo(1);
        assertThat(report.totals().inFlight()).isEqualTo(1);
        assertThat(tables.environment.summaries()).isEqualTo(before);
    }

    @Test
    void anAnchorThatGotItsSessionBackIsLeftAlone() {
        tables.session(COFFEE, "a", 3, THEN, random);
        anchor("b", THEN);
        Verify verify = tables.verify();
        assertThat(verify.run(tables.everything(), IngestEnvironment.TENANTS).differences())
                .extracting(Difference::kind, Difference::subject)
                .containsExactly(tuple(Kind.ANCHOR_ALONE, "ANCHOR#b"));
        tables.session(COFFEE, "b", 2, THEN, random);

        Mended mended = verify.mend(tables.everything());

        assertThat(mended.anchorsDeleted()).isZero();
        assertThat(tables.anchor("b").get("started_at").s()).isEqualTo(UtcTime.format(THEN));
        assertThat(tables.report().differences()).isEmpty();
    }

    @Test
    void onlyTheAnchorsOfTheRangeAreCounted() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.session(COFFEE, "b", 3, THEN.plus(Duration.ofDays(3)), random);
        LocalDate day = UtcTime.day(THEN);

        Totals totals = tables.verify()
                .run(VerifyEnvironment.request(Optional.empty(), Optional.of(day), Optional.of(day)), List.of(COFFEE))
                .totals();

        assertThat(totals.summaries()).isEqualTo(1);
        assertThat(totals.anchors()).isEqualTo(1);
    }

    private void anchor(String session, Instant at) {
        tables.environment
                .wiring()
                .sessionStore()
                .anchor(COFFEE, SessionId.parse(session).orElseThrow(), at);
    }

    // ---- what no index leads to

    @Test
    void rowsThatNoIndexLeadsToAreFoundInTheWholeTableAndStay() {
        tables.session(COFFEE, "a", 3, THEN, random);
        Map<String, AttributeValue> row = VerifyEnvironment.with(
                VerifyEnvironment.with(tables.events("a").get(0), "pk", VerifyEnvironment.text("SESSION#ghost")),
                "sk",
                VerifyEnvironment.text("STEP#001#bbbbbbbbbbbb"));
        Map<String, AttributeValue> expired =
                VerifyEnvironment.with(row, "ttl", VerifyEnvironment.number(THEN.getEpochSecond()));
        stray(row, "001", "tenant_hash", null);
        stray(row, "002", "timestamp", null);
        stray(row, "003", "timestamp", "yesterday");
        stray(row, "004", "tenant_hash", "nobody");
        stray(row, "005", "tenant_hash", "0123456789abcd");
        stray(expired, "006", "tenant_hash", null);
        tables.put(Fault.EVENTS, VerifyEnvironment.with(row, "pk", VerifyEnvironment.text("PROBE")));
        Map<String, Map<String, AttributeValue>> before = tables.environment.events();
        assertThat(tables.report().strays()).isEmpty();
        VerifyRequest whole = new VerifyRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), VerifyRequest.SETTLE, Duration.ofMillis(5), true);
        Verify verify = tables.verify();

        VerifyReport report = verify.run(whole, IngestEnvironment.TENANTS);
        verify.mend(whole);

        assertThat(report.differences()).isEmpty();
        assertThat(report.agrees()).isFalse();
        Strays strays = report.strays().orElseThrow();
        assertThat(strays.read()).isEqualTo(10);
        assertThat(strays.count()).isEqualTo(6);
        assertThat(strays.places())
                .containsExactlyInAnyOrder(
                        "SESSION#ghost / STEP#001#bbbbbbbbbbbb: it has no tenant_hash",
                        "SESSION#ghost / STEP#002#bbbbbbbbbbbb: it has no timestamp",
                        "SESSION#ghost / STEP#003#bbbbbbbbbbbb: its timestamp 'yesterday' is no time",
                        "SESSION#ghost / STEP#004#bbbbbbbbbbbb: its tenant_hash 'nobody' is no tenant's hash",
                        "SESSION#ghost / STEP#005#bbbbbbbbbbbb: no tenant has the hash 0123456789abcd",
                        "PROBE / STEP#001#bbbbbbbbbbbb: its key is not an event's");
        assertThat(verify.recheck(whole).agrees()).isFalse();
        assertThat(tables.environment.events()).isEqualTo(before);
    }

    private void stray(Map<String, AttributeValue> row, String step, String name, String value) {
        tables.put(
                Fault.EVENTS,
                VerifyEnvironment.with(
                        VerifyEnvironment.with(row, "sk", VerifyEnvironment.text("STEP#" + step + "#bbbbbbbbbbbb")),
                        name,
                        value == null ? null : VerifyEnvironment.text(value)));
    }

    // ---- how it is named

    @Test
    void aCopyUnderAnotherKeyIsAnExtraEventAndNoLeakBetweenTenants() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.put(
                Fault.EVENTS,
                VerifyEnvironment.with(
                        tables.events("a").get(0), "sk", VerifyEnvironment.text("STEP#077#aaaaaaaaaaaa")));

        assertThat(tables.report().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.EVENT_EXTRA);
            assertThat(difference.subject()).isEqualTo("STEP#077#aaaaaaaaaaaa");
            assertThat(difference.detail()).endsWith("; its key does not match its content");
        });
    }

    @Test
    void aRowThatNamesAnotherTenantIsALeakFromBothSides() {
        tables.session(COFFEE, "a", 3, THEN, random);
        tables.put(
                Fault.EVENTS,
                VerifyEnvironment.with(tables.events("a").get(0), "tenant_hash", VerifyEnvironment.text(TEA.hash())));

        for (var side : List.of(COFFEE, TEA)) {
            VerifyRequest one = VerifyEnvironment.request(Optional.of(side), Optional.empty(), Optional.empty());
            assertThat(tables.verify().run(one, IngestEnvironment.TENANTS).differences())
                    .singleElement()
                    .satisfies(difference -> {
                        assertThat(difference.kind()).isEqualTo(Kind.EVENT_OF_WRONG_TENANT);
                        assertThat(difference.detail()).contains(COFFEE.hash(), "names tenant " + TEA.hash());
                    });
        }
    }

    @Test
    void missingEventsAreNamedInTheOrderOfTheirSteps() {
        tables.session(COFFEE, "a", 24, THEN, random);
        List<String> keys =
                tables.events("a").stream().map(row -> row.get("sk").s()).toList();
        tables.events("a").forEach(row -> tables.delete(Fault.EVENTS, row));

        assertThat(tables.report().differences())
                .filteredOn(difference -> difference.kind() == Kind.EVENT_MISSING)
                .extracting(Difference::subject)
                .containsExactlyElementsOf(keys.stream().sorted().toList());
    }

    // ---- live traffic

    @Test
    void liveTrafficIsNoFault() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            tables.session(COFFEE, "settled-" + i, 5, THEN.plus(Duration.ofHours(i)), random);
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        Thread traffic = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                // Some of it waited in the queue since long ago, so that its age does not protect it.
                Instant at = i % 3 == 0 ? Instant.now() : Instant.now().minus(Duration.ofMinutes(30L + i % 7));
                tables.send(
                        List.of(VerifyEnvironment.message(
                                COFFEE, "live-" + i % 4, i + 1, "MESSAGE_SENT", at.truncatedTo(ChronoUnit.MILLIS), i)),
                        at);
            }
        });
        traffic.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        traffic.start();
        VerifyRequest request = new VerifyRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), VerifyRequest.SETTLE, Duration.ofMillis(300));
        for (int round = 0; round < 8; round++) {
            assertThat(tables.verify().run(request, IngestEnvironment.TENANTS).differences())
                    .isEmpty();
        }
        stop.set(true);
        traffic.join();
        assertThat(failures).isEmpty();
        assertThat(tables.report().differences()).isEmpty();
    }

    @Test
    void itCanBeStopped() {
        tables.session(COFFEE, "a", 3, THEN, random);
        Verify stopped = tables.environment.wiring().ingestion().verify(() -> true, events -> {});

        assertThatThrownBy(() -> stopped.run(tables.everything(), IngestEnvironment.TENANTS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INTERRUPTED));
    }

    private void put(String path, String content) {
        ObjectStore lake = tables.environment.wiring().lake();
        lake.put(path, content.getBytes(StandardCharsets.UTF_8), "application/json");
    }
}
