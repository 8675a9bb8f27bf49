package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.lambda.LambdaStub.Fault;
import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The switch and both levels of a rollback, as an operator meets them. */
@ExtendWith(EngineCredentials.class)
class RollbackCommandsTest {
    private static final String NAME = FunctionEnvironment.NAME;
    private static final String SWITCH = "DYNAMODB_WRITE_ENABLED";
    private static final Map<String, String> ON = Map.of(SWITCH, "true", "TOKEN", "s3cret");
    private static final Instant NOW = Instant.parse("2025-12-26T10:00:00Z");
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);

    @TempDir
    Path folder;

    private FunctionEnvironment at;

    @BeforeEach
    void start() throws IOException {
        at = new FunctionEnvironment(folder);
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void whereNoFunctionIsDeployedEveryCommandSaysSo() {
        Result status = at.run("writes", "status");
        assertThat(status.status()).isZero();
        assertThat(status.out()).startsWith("No function " + NAME + " is deployed in environment test.");

        Result off = at.run("rollback", "level1", "--yes");
        assertThat(off.status()).isEqualTo(5);
        assertThat(off.err()).contains("deploy push");
        assertThat(at.run("rollback", "status").out()).contains("Nothing was changed yet.");
        assertThat(at.run("rollback", "undo").status()).isEqualTo(5);
    }

    @Test
    void levelOneSwitchesOffAndSaysHowToGoOnAndUndoTakesItBack() {
        at.stub.function(NAME, ON);

        Result dry = at.run("rollback", "level1", "--dry-run");
        assertThat(dry.out()).isEqualTo("would set  " + NAME + "  " + SWITCH + ": true → false\n");
        assertThat(at.run("rollback", "level1").status()).as("nobody said yes").isEqualTo(7);
        assertThat(at.stub.changes()).isZero();

        Result made = at.run("rollback", "level1", "--yes", "--reason", "latency above 500 ms");

        assertThat(made.status()).isZero();
        assertThat(made.out())
                .startsWith("Rollback level 1 is done: " + NAME + "  " + SWITCH + ": true → false\n")
                .contains("1 other variable is as before. Record 1.")
                .contains("picasso-analytics --env test backfill run. With --from 2025-12-26 it reads less")
                .contains("picasso-analytics --env test rollback undo 1");
        assertThat(at.stub.environment(NAME)).isEqualTo(Map.of(SWITCH, "false", "TOKEN", "s3cret"));
        assertThat(at.run("writes", "status").out()).contains("does not write the session tables");

        Result status = at.run("rollback", "status");
        assertThat(status.out())
                .contains("1  rollback level1")
                .contains("reason: latency above 500 ms")
                .contains(SWITCH + ": true → false")
                .contains("made and verified")
                .doesNotContain("s3cret");

        assertThat(at.run("rollback", "undo", "--yes").status()).isZero();
        assertThat(at.stub.environment(NAME)).isEqualTo(ON);
        assertThat(at.run("rollback", "status", "-o", "json", "--query", "changes[].[number,outcome]")
                        .out())
                .isEqualToIgnoringWhitespace("[[2,\"made and verified\"],[1,\"made and verified; taken back since\"]]");
    }

    @Test
    void writesAreSwitchedOnAndOffAndTheSecondTimeNothingChanges() {
        at.stub.function(NAME, Map.of());

        assertThat(at.run("writes", "enable", "--yes").out()).contains(SWITCH + ": absent → true");
        assertThat(at.run("writes", "enable", "--yes").out())
                .startsWith("Nothing to change: " + NAME + " has " + SWITCH + " true.\n")
                .contains("No queue calls " + NAME);
        assertThat(at.run("writes", "disable", "--yes").out()).contains("backfill run. With --from 2025-12-26");
        assertThat(at.stub.requests("UpdateFunctionConfiguration")).hasSize(2);
    }

    @Test
    void anUndoIsRefusedWithTheDifferenceAfterAChangeBySomebodyElse() {
        at.stub.function(NAME, ON);
        at.run("rollback", "level1", "--yes");
        at.stub.replaceEnvironment(NAME, Map.of(SWITCH, "false", "TOKEN", "other"));

        Result refused = at.run("rollback", "undo", "--yes");

        assertThat(refused.status()).isEqualTo(7);
        assertThat(refused.err())
                .contains("changed since change 1 (rollback level1)", "TOKEN: changed")
                .doesNotContain("s3cret");
    }

    @Test
    void anUnknownOutcomeEndsWithEightAndSaysWhereToLook() {
        at.stub.function(NAME, ON);
        at.stub.fail("UpdateFunctionConfiguration", Fault.CUT_AFTERWARDS);
        at.stub.before(request -> {
            if (request.operation().equals("UpdateFunctionConfiguration")) {
                at.stub.fail("GetFunctionConfiguration", Fault.BROKEN, Fault.BROKEN, Fault.BROKEN);
            }
        });

        Result result = at.run("rollback", "level1", "--yes");

        assertThat(result.status()).isEqualTo(8);
        assertThat(result.err()).contains("It is not known").contains("rollback status");
        assertThat(at.run("rollback", "status").out()).contains("as after the change now: it was made");
    }

    @Test
    void whoStopsItWhileTheChangeIsOnItsWayIsToldWhatIsNotKnownAndWhereToLook() {
        at.stub.function(NAME, ON);
        for (String[] command : new String[][] {
            {"rollback", "level1", "--yes", "--quiet"},
            {"rollback", "undo", "--yes"},
            {"writes", "disable", "--yes", "--no-record"},
            {"writes", "enable", "--yes"}
        }) {
            Interruption interruption = new Interruption();
            at.stub.before(request -> {
                if (request.operation().equals("UpdateFunctionConfiguration")) {
                    interruption.request();
                }
            });

            Result result = at.command().stoppedBy(interruption).with(command);

            String look = command[command.length - 1].equals("--no-record") ? "writes status" : "rollback status";
            assertThat(result.err())
                    .as(String.join(" ", command))
                    .contains("Stopped while the change of function " + NAME + " was on its way")
                    .contains("look with 'picasso-analytics --env test " + look + "'");
            assertThat(result.status()).as("its end was seen").isZero();
        }
    }

    @Test
    void whoStopsItAtTheQuestionIsToldNothingBecauseNothingIsOnItsWay() {
        at.stub.function(NAME, ON);
        Interruption interruption = new Interruption();
        interruption.request();

        assertThat(at.command()
                        .stoppedBy(interruption)
                        .with("rollback", "level1")
                        .err())
                .doesNotContain("on its way");
    }

    @Test
    void whoStopsLevelTwoIsToldWhereToLook() {
        Interruption interruption = new Interruption();
        interruption.request();

        Result result = at.command()
                .stoppedBy(interruption)
                .with(
                        "rollback",
                        "level2",
                        at.name(SettingKey.SESSION_EVENTS_TABLE),
                        at.name(SettingKey.SESSION_SUMMARIES_TABLE),
                        "--yes");

        assertThat(result.err())
                .contains("Stopped while the deletion of the session tables was on its way")
                .contains("'picasso-analytics --env test rollback status'");
    }

    @Test
    void theOptionThatNamesWhatIsDeletedIsNoneOfACommandThatDeletesNothing() {
        for (String[] command : new String[][] {{"writes", "enable"}, {"writes", "disable"}, {"rollback", "level1"}}) {
            assertThat(at.run(command[0], command[1], "--help").out())
                    .contains("--yes")
                    .contains("--dry-run")
                    .doesNotContain("--confirm");
            assertThat(at.run(command[0], command[1], "--confirm", "x").status())
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutTheLakeOnlySwitchingOffIsPossibleAndOnlyWhenAskedFor() {
        at.stub.function(NAME, ON);
        String[] elsewhere = {"--set", "buckets.lake=nobody-has-this-bucket"};

        Result refused = at.run("rollback", "level1", "--yes", elsewhere[0], elsewhere[1]);
        assertThat(refused.err()).contains("nothing was changed").contains("--no-record");
        Result dry = at.run("rollback", "level1", "--dry-run", elsewhere[0], elsewhere[1]);
        assertThat(dry.status()).as("a dry run decides the same").isEqualTo(refused.status());
        assertThat(dry.err()).isEqualTo(refused.err());
        assertThat(at.run("rollback", "level1", "--dry-run", "--no-record", elsewhere[0], elsewhere[1])
                        .status())
                .isZero();
        assertThat(at.stub.environment(NAME)).isEqualTo(ON);

        Result made = at.run("rollback", "level1", "--yes", "--no-record", elsewhere[0], elsewhere[1]);
        assertThat(made.out()).contains("Nothing was written down.").contains("writes enable");
        assertThat(at.stub.environment(NAME)).containsEntry(SWITCH, "false");
    }

    @Test
    void levelTwoIsRefusedAsLongAsAnythingStandsAgainstIt() {
        String events = at.name(SettingKey.SESSION_EVENTS_TABLE);
        String summaries = at.name(SettingKey.SESSION_SUMMARIES_TABLE);
        at.stub.function(NAME, ON);
        assertThat(at.run("rollback", "level2", events, summaries, "--yes").err())
                .as("before level 1")
                .contains("writes the session tables; nothing was deleted");
        at.run("rollback", "level1", "--yes");

        assertThat(at.run("rollback", "level2").status()).as("names not typed").isEqualTo(7);
        assertThat(at.run("rollback", "level2", events, summaries).err())
                .as("neither a terminal nor --yes")
                .contains("with --yes");
        assertThat(at.run("rollback", "level2", events).status()).as("one name").isEqualTo(7);
        assertThat(at.command().typed("yes\n").with("rollback", "level2").status())
                .as("another name typed")
                .isEqualTo(7);
        CommandRun guarded = at.command().variable("PICASSO_PROTECTED", "true");
        assertThat(guarded.with("rollback", "level2", events, summaries).err()).contains("--confirm test");
        assertThat(guarded.with("rollback", "level2", events, summaries, "--confirm", "other")
                        .status())
                .isEqualTo(7);
        Result noBackup = at.command().typed(events + "\n" + summaries + "\n").with("rollback", "level2", "--backup");
        assertThat(noBackup.status()).isEqualTo(7);
        assertThat(noBackup.err())
                .contains("This engine knows no backups; nothing was deleted")
                .doesNotContain("will delete");
        at.engines.dynamoDb().updateTable(b -> b.tableName(summaries).deletionProtectionEnabled(true));
        assertThat(at.run("rollback", "level2", events, summaries, "--yes").err())
                .contains("deletion protection");
        at.engines.dynamoDb().updateTable(b -> b.tableName(summaries).deletionProtectionEnabled(false));
        assertThat(at.run("rollback", "level2", "--dry-run").out()).contains("would delete  table " + events);

        assertThat(at.engines.dynamoDb().listTables().tableNames()).contains(events, summaries);
        assertThat(at.command()
                        .variable("PICASSO_PROTECTED", "true")
                        .typed(events + "\n" + summaries + "\n")
                        .with("rollback", "level2", "--confirm", "test")
                        .status())
                .isZero();
        assertThat(at.engines.dynamoDb().listTables().tableNames()).doesNotContain(events, summaries);
    }

    @Test
    void afterLevelTwoSessionsAreNotFoundAndProvisionAndBackfillBringEverythingBack() {
        List<String> messages = Messages.sent(COFFEE, "one", 12, NOW.minus(1, ChronoUnit.HOURS));
        var processor =
                at.engines.wiring(Clock.fixed(NOW, ZoneOffset.UTC)).ingestion().processor();
        processor.process(Messages.inbound(messages.subList(0, 7), NOW));
        processor.process(Messages.inbound(messages.subList(7, 12), NOW));
        Map<String, Map<String, AttributeValue>> events = at.engines.events();
        Map<String, Map<String, AttributeValue>> summaries = at.engines.summaries();
        List<String> lake = at.engines.paths("analytics/");
        assertThat(events).hasSize(12);
        at.stub.function(NAME, ON);
        at.run("rollback", "level1", "--yes");
        assertThat(at.run("session", "show", "one", "--tenant", COFFEE.id()).status())
                .isZero();

        Result gone = at.run(
                "rollback",
                "level2",
                at.name(SettingKey.SESSION_EVENTS_TABLE),
                at.name(SettingKey.SESSION_SUMMARIES_TABLE),
                "--yes",
                "--reason",
                "wrong keys");

        assertThat(gone.status()).as(gone.err()).isZero();
        assertThat(gone.out()).contains("provision apply").contains("backfill run");
        assertThat(at.engines.paths("analytics/")).isEqualTo(lake);
        for (String[] command : new String[][] {
            {"session", "show", "one", "--tenant", COFFEE.id()}, {"session", "list", "--tenant", COFFEE.id()}
        }) {
            Result read = at.run(command);
            assertThat(read.status()).isEqualTo(5);
            assertThat(read.err()).contains("the session tables are not there").contains("PA-301");
        }
        assertThat(at.run("writes", "enable", "--yes").err()).contains("the tables are not there");
        assertThat(at.run("rollback", "undo", "--yes").err()).contains("the tables are not there");
        assertThat(at.run("rollback", "status").out())
                .contains("deleted: " + at.name(SettingKey.SESSION_EVENTS_TABLE))
                .contains("Not there: table " + at.name(SettingKey.SESSION_EVENTS_TABLE));

        assertThat(at.run("provision", "apply", "tables", "--yes").status()).isZero();
        assertThat(at.run("backfill", "run", "--yes").status()).isZero();

        assertThat(at.engines.events()).isEqualTo(events);
        assertThat(at.engines.summaries()).isEqualTo(summaries);
        assertThat(at.run("rollback", "undo", "1", "--yes").status()).isZero();
        assertThat(at.stub.environment(NAME)).isEqualTo(ON);
    }

    @Test
    void withoutAFunctionTheSettingOfThisMachineCounts() {
        String events = at.name(SettingKey.SESSION_EVENTS_TABLE);
        String summaries = at.name(SettingKey.SESSION_SUMMARIES_TABLE);

        assertThat(at.run("rollback", "level2", events, summaries, "--set", "dynamodb_write_enabled=true")
                        .err())
                .contains("nothing was deleted");
        assertThat(at.run("rollback", "level2", events, summaries, "--yes").status())
                .isZero();
    }
}
