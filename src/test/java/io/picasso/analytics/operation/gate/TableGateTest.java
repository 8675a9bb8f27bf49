package io.picasso.analytics.operation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.EvidenceChain;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Phase 1 on real tables, with nothing wrong and with one thing wrong; and what holds for every run. */
class TableGateTest {
    @TempDir
    Path folder;

    private Gated gated;
    private DynamoDbClient dynamoDb;
    private String events;
    private String summaries;

    @BeforeEach
    void start() {
        gated = Gated.create(folder, Map.of(), Part.TABLES, Part.LAKE);
        dynamoDb = gated.environment.dynamoDb();
        events = gated.environment.settings().text(SettingKey.SESSION_EVENTS_TABLE);
        summaries = gated.environment.settings().text(SettingKey.SESSION_SUMMARIES_TABLE);
    }

    @AfterEach
    void stop() {
        gated.close();
    }

    @Test
    void aSoundEnvironmentPassesTwiceAndNothingIsLeftButEvidence() {
        Gated.passes(gated.run(Gated.strict(Phase.TABLES), GateListener.NONE));
        gated.leavesNothing();

        Gated.passes(gated.run(Gated.strict(Phase.TABLES), GateListener.NONE));

        gated.leavesNothing();
        assertThat(gated.runs()).hasSize(2);
    }

    @Test
    void aTableIsMissing() {
        dynamoDb.deleteTable(b -> b.tableName(summaries));

        Gated.onlyFails(gated.run(Phase.TABLES), "1.active", "active", "1");
    }

    @Test
    void anIndexIsMissing() {
        remake(events, ScalarAttributeType.S);

        Gated.onlyFails(gated.run(Phase.TABLES), "1.index", "ready", "0");
        assertThat(gated.environment.events()).isEmpty();
    }

    @Test
    void aKeyIsOfAnotherType() {
        remake(summaries, ScalarAttributeType.N);

        GateRun.Outcome outcome = gated.run(Phase.TABLES);

        Gated.onlyFails(outcome, "1.keys", "wrong_keys", "1");
        assertThat(Gated.check(outcome, "1.keys").seen()).containsExactly(summaries + ": key sk (N), has to be sk (S)");
    }

    @Test
    void ttlIsOff() {
        dynamoDb.updateTimeToLive(b -> b.tableName(events)
                .timeToLiveSpecification(t -> t.enabled(false).attributeName("ttl")));

        Gated.onlyFails(gated.run(Phase.TABLES), "1.ttl", "expiring", "1");
        gated.leavesNothing();
    }

    private void remake(String table, ScalarAttributeType sort) {
        dynamoDb.deleteTable(b -> b.tableName(table));
        dynamoDb.createTable(b -> b.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("sk").attributeType(sort))
                .keySchema(
                        k -> k.attributeName("pk").keyType(KeyType.HASH),
                        k -> k.attributeName("sk").keyType(KeyType.RANGE)));
        dynamoDb.updateTimeToLive(b ->
                b.tableName(table).timeToLiveSpecification(t -> t.enabled(true).attributeName("ttl")));
    }

    @Test
    void whatAKilledRunHasLeftIsRemovedByTheNext() {
        ProbeSessions sessions = new ProbeSessions("killed", gated.target.parser(), gated.target.events());
        ProbeSession probe = sessions.of(ProbeSessions.OURS, 4, ProbeSessions.ago(Instant.now(), Duration.ofHours(5)));
        new TableProbes(gated.target, sessions, () -> false).know();
        gated.target
                .processor(gated.target.lake(), Optional.of(gated.target.store()))
                .process(probe.messages());
        assertThat(gated.environment.events()).hasSize(4);
        assertThat(gated.environment.paths("analytics/")).isNotEmpty();

        Gated.passes(gated.run(Phase.TABLES));

        gated.leavesNothing();
    }

    @Test
    void aPhaseBeginsOnlyWhenTheOneBeforeHasPassedOrSomebodySaysWhyNot() {
        assertThat(code(() -> gated.run(Gated.strict(Phase.PROCESSOR), GateListener.NONE)))
                .isEqualTo(FailureCode.GATE_CLOSED);
        assertThat(gated.runs()).isEmpty();

        gated.run(
                Gated.with(Gated.strict(Phase.PROCESSOR), Optional.of("the tables were looked at"), false, false),
                GateListener.NONE);

        assertThat(gated.runs()).singleElement().satisfies(run -> {
            assertThat(run.begun().override()).contains("the tables were looked at");
            assertThat(run.begun().who()).isEqualTo("ada@desk");
        });
        dynamoDb.deleteTable(b -> b.tableName(summaries));
        gated.run(Phase.TABLES);
        // It is the last run that counts.
        assertThat(code(() -> gated.run(Gated.strict(Phase.PROCESSOR), GateListener.NONE)))
                .isEqualTo(FailureCode.GATE_CLOSED);
    }

    @Test
    void anAlteredRecordIsNamedAndNoPhaseBeginsOnIt() {
        gated.run(Phase.TABLES);
        String path = EvidenceStore.FOLDER + "00000004.json";
        String text = new String(gated.target.lake().get(path).orElseThrow(), StandardCharsets.UTF_8);
        String altered = text.replace("\"verdict\":\"pass\"", "\"verdict\":\"fail\"");
        assertThat(altered).isNotEqualTo(text);
        gated.target.lake().put(path, altered.getBytes(StandardCharsets.UTF_8), "application/json");

        assertThat(gated.evidence().verify(Optional.empty()).broken().map(EvidenceChain.Break::place))
                .contains(4);
        assertThat(code(() -> gated.run(Gated.strict(Phase.TABLES), GateListener.NONE)))
                .isEqualTo(FailureCode.EVIDENCE_ALTERED);
    }

    @Test
    void whoIsInterruptedHasEvidenceAndCanResume() {
        AtomicBoolean stop = new AtomicBoolean();
        GateListener stopper = new GateListener() {
            @Override
            public void checked(CheckResult result) {
                stop.compareAndSet(false, result.check().equals("1.ttl"));
            }
        };
        GateRun.Outcome cut =
                new GateRun(gated.target, gated.evidence()).run(Gated.strict(Phase.TABLES), stopper, stop::get);

        assertThat(cut.result().verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(cut.result().cutShort()).isEqualTo("interrupted");
        assertThat(Gated.check(cut, "1.ttl").passed()).isTrue();
        assertThat(Gated.check(cut, "1.write_read").verdict()).isEqualTo(GateVerdict.SKIP);
        gated.leavesNothing();
        assertThat(code(() -> gated.run(Gated.strict(Phase.PROCESSOR), GateListener.NONE)))
                .isEqualTo(FailureCode.GATE_CLOSED);

        List<String> measured = new ArrayList<>();
        GateRun.Outcome resumed =
                gated.run(Gated.with(Gated.strict(Phase.TABLES), Optional.empty(), true, false), new GateListener() {
                    @Override
                    public void checking(io.picasso.analytics.gate.Check check) {
                        measured.add(check.id());
                    }
                });

        Gated.passes(resumed);
        assertThat(measured).containsExactly("1.write_read", "1.index_query", "1.range_query");
        assertThat(gated.runs().get(1).begun().resumes()).contains(cut.run());
        assertThat(code(() -> gated.run(
                        Gated.with(Gated.strict(Phase.TABLES), Optional.empty(), true, false), GateListener.NONE)))
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void aPhaseWhoseLastRunWasKilledHasNotPassed() {
        Gated.passes(gated.run(Gated.strict(Phase.TABLES), GateListener.NONE));
        gated.evidence()
                .append(new Evidence.Begun(
                        "killed",
                        Instant.parse("2025-12-26T10:00:00Z"),
                        Phase.TABLES,
                        "local",
                        "ada@desk",
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty()));

        Failure closed =
                catchThrowableOfType(Failure.class, () -> gated.run(Gated.strict(Phase.PROCESSOR), GateListener.NONE));

        assertThat(closed.code()).isEqualTo(FailureCode.GATE_CLOSED);
        assertThat(closed.why().orElse("")).contains("killed before its end");
        assertThat(closed.next()).contains("gate run 1 --resume");
        Gated.passes(
                gated.run(Gated.with(Gated.strict(Phase.TABLES), Optional.empty(), true, false), GateListener.NONE));
    }

    @Test
    void aProcessThatHasTheNumberOfADeadOneDoesNotKeepItsPlace() {
        long other = ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        GateRequest mine = Gated.strict(Phase.TABLES);
        GateRequest dead = new GateRequest(
                mine.phase(), "bob@desk", "desk", other, Map.of(), Optional.empty(), false, mine.watch(), false);
        GateLock left = lock(dead, gated.target.clock());
        assertThat(code(() -> gated.run(mine, GateListener.NONE))).isEqualTo(FailureCode.GATE_BUSY);
        left.close();
        lock(dead, Clock.offset(gated.target.clock(), Duration.ofMinutes(-11)));

        Gated.passes(gated.run(mine, GateListener.NONE));
    }

    @Test
    void whoWasSilentForTooLongDoesNotGoOnBesideTheOneWhoTookHisPlace() {
        GateRequest request = Gated.strict(Phase.TABLES);
        GateLock silent = lock(request, Clock.offset(gated.target.clock(), Duration.ofMinutes(-11)));
        GateLock taker = lock(request, gated.target.clock());

        assertThat(code(silent::renew)).isEqualTo(FailureCode.GATE_BUSY);
        silent.close();

        assertThat(code(() -> gated.run(request, GateListener.NONE))).isEqualTo(FailureCode.GATE_BUSY);
        taker.renew();
        taker.close();
        Gated.passes(gated.run(request, GateListener.NONE));
    }

    private GateLock lock(GateRequest request, Clock clock) {
        return GateLock.take(gated.target.lake(), gated.target.parser(), request, clock);
    }

    @Test
    void oneRunAtATimeAndADeadOnesPlaceIsTaken() {
        GateRequest mine = Gated.strict(Phase.TABLES);
        GateRequest dead = new GateRequest(
                mine.phase(),
                "bob@desk",
                "desk",
                Long.MAX_VALUE,
                Map.of(),
                Optional.empty(),
                false,
                mine.watch(),
                false);
        try (GateLock held = GateLock.take(gated.target.lake(), gated.target.parser(), mine, gated.target.clock())) {
            assertThat(code(() -> gated.run(mine, GateListener.NONE))).isEqualTo(FailureCode.GATE_BUSY);
        }
        GateLock left = GateLock.take(gated.target.lake(), gated.target.parser(), dead, gated.target.clock());

        Gated.passes(gated.run(mine, GateListener.NONE));

        left.close();
    }

    private static FailureCode code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call).code();
    }
}
