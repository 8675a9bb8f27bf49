package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a rollback tells whoever has to decide on it. */
@ExtendWith(EngineCredentials.class)
class RollbackTellingTest {
    private static final String NAME = FunctionEnvironment.NAME;
    private static final String SWITCH = "DYNAMODB_WRITE_ENABLED";
    private static final Map<String, String> ON = Map.of(SWITCH, "true", "TOKEN", "s3cret");

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

    private void record(int number, String object, String text) {
        String path = String.format("ops/changes/%s/%06d/%s", NAME, number, object);
        at.engines.wiring().lake().put(path, text.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    @Test
    void anUndoNamesWhatItTakesBackAndWhatFollowsFromIt() {
        at.stub.function(NAME, Map.of(SWITCH, "false", "TOKEN", "s3cret"));
        at.run("writes", "enable", "--yes");

        assertThat(at.command().typed("n\n").with("rollback", "undo").err())
                .contains("Take back change 1, writes enable of 2")
                .contains("which set " + SWITCH + ": false → true: set " + SWITCH + ": true → false in function");
        assertThat(at.run("rollback", "undo", "--dry-run").out())
                .startsWith("would take back change 1, writes enable of 2")
                .contains("would set  " + NAME + "  " + SWITCH + ": true → false");
        assertThat(at.run("rollback", "undo", "--dry-run", "-o", "json", "--query", "undoes")
                        .out())
                .isEqualToIgnoringWhitespace("1");

        assertThat(at.run("rollback", "undo", "--yes").out())
                .contains("taken back: change 1, writes enable of 2")
                .as("it switches writing off, as level 1 does")
                .contains("goes to the lake and not to the tables")
                .contains("fill the gap: picasso-analytics --env test backfill run");
        assertThat(at.run("rollback", "undo", "1", "--yes").out())
                .startsWith("Nothing to change: " + NAME + " has " + SWITCH + " false, as before change 1.");
    }

    @Test
    void whereTheVariableIsNotThereNothingToChangeSaysSo() {
        at.stub.function(NAME, Map.of("TOKEN", "s3cret"));

        assertThat(at.run("writes", "disable", "--yes").out())
                .startsWith("Nothing to change: " + NAME + " has no " + SWITCH + ".");
    }

    @Test
    void oneDamagedRecordHidesNoneOfTheOthers() {
        at.stub.function(NAME, ON);
        at.run("rollback", "level1", "--yes");
        record(2, "00.json", "nope");
        record(
                3,
                "01.json",
                "{\"version\":1,\"step\":\"verified\",\"at\":\"2025-12-26T10:00:00.000Z\",\"detail\":\"\"}");
        record(1, "07.json", "{\"version\":9}");
        at.run("rollback", "undo", "1", "--yes");

        Result damaged = at.run("rollback", "status");
        assertThat(damaged.status()).isZero();
        assertThat(damaged.out())
                .contains("does not write the session tables")
                .contains("Change 1: The record of a change is damaged")
                .contains("000001/07.json")
                .contains("Change 2: The record of a change is damaged")
                .contains("Change 3: The first object of the record of a change is missing")
                .contains("000003/00.json");
        assertThat(at.run("rollback", "undo", "1", "--yes").err()).contains("PA-305", "000001/07.json");

        at.engines.wiring().lake().delete("ops/changes/" + NAME + "/000001/07.json");
        assertThat(at.run("rollback", "status").out()).contains("1  rollback level1", "made and verified");
        assertThat(at.run("rollback", "undo", "--yes").err())
                .contains("Which change is the last is not known: the record of change 2 cannot be read")
                .contains("rollback undo NUMBER");
        assertThat(at.stub.environment(NAME)).containsEntry(SWITCH, "false");

        assertThat(at.run("rollback", "undo", "1", "--yes").status()).isZero();
        assertThat(at.stub.environment(NAME)).isEqualTo(ON);
        assertThat(at.run(
                                "rollback",
                                "status",
                                "-o",
                                "json",
                                "--query",
                                "[unreadable_records[].number,changes[].number]")
                        .out())
                .isEqualToIgnoringWhitespace("[[2,3],[4,1]]");
    }

    @Test
    void aDamagedUndoStillTellsWhatItWasToTakeBack() {
        at.stub.function(NAME, ON);
        at.run("rollback", "level1", "--yes");
        at.run("rollback", "undo", "--yes");
        record(2, "01.json", "nope");

        assertThat(at.run("rollback", "status").out())
                .contains("made and verified; perhaps taken back by change 2, whose record is damaged");
    }

    @Test
    void tablesOfWhichSomeWereBroughtBackAreNotFinished() {
        String events = at.name(SettingKey.SESSION_EVENTS_TABLE);
        String summaries = at.name(SettingKey.SESSION_SUMMARIES_TABLE);
        at.stub.function(NAME, Map.of(SWITCH, "false"));
        at.run("rollback", "level2", events, summaries, "--yes");
        String steps = "ops/changes/" + NAME + "/000001/";
        at.engines.wiring().lake().delete(steps + "03.json");
        assertThat(at.run("rollback", "status").out()).contains("nothing is left to delete");

        at.engines
                .dynamoDb()
                .createTable(b -> b.tableName(events)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(d -> d.attributeName("pk").attributeType(ScalarAttributeType.S))
                        .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH)));
        assertThat(at.run("rollback", "status").out())
                .contains("made anew since: " + events + "; not all of them were brought back");

        at.engines.dynamoDb().deleteTable(b -> b.tableName(events));
        at.run("provision", "apply", "tables", "--yes");
        assertThat(at.run("rollback", "status").out()).contains("they were brought back since");
    }

    @Test
    void theRecordOfAnotherFunctionIsNoneOfThisOne() {
        at.stub.function(NAME, ON);
        at.run("rollback", "level1", "--yes");
        String path = "ops/changes/" + NAME + "/000001/00.json";
        String text = new String(at.engines.wiring().lake().get(path).orElseThrow(), StandardCharsets.UTF_8);
        record(1, "00.json", text.replace("\"function\":\"" + NAME, "\"function\":\"Other"));

        assertThat(at.run("rollback", "undo", "1", "--yes").err()).contains("PA-305");
        assertThat(at.stub.environment(NAME)).containsEntry(SWITCH, "false");
    }

    @Test
    void theLastChangesAreShownAndHowManyAreOlder() {
        at.stub.function(NAME, ON);
        for (int i = 0; i < 2; i++) {
            at.run("writes", "disable", "--yes");
            at.run("writes", "enable", "--yes");
        }

        assertThat(at.run("rollback", "status", "--limit", "3").out())
                .contains("4  writes enable", "2  writes enable", "1 older change; --limit 4 shows all.")
                .doesNotContain("1  writes disable");
        assertThat(at.run("rollback", "status").out())
                .contains("1  writes disable")
                .doesNotContain("older");
    }

    @Test
    void aSwitchThatIsNotInForceIsNotToldAsAFact() {
        at.stub.function(NAME, ON);
        at.stub.updatesFail("because");
        at.run("rollback", "level1", "--yes");

        Result status = at.run("rollback", "status");
        assertThat(status.out()).contains("That may not be in force: ").contains("because");
        assertThat(at.run("rollback", "status", "-o", "json", "--query", "trouble")
                        .out())
                .contains("because");
    }

    @Test
    void whatAnErrorTellsToRunIsOfTheEnvironmentThatWasNamed() {
        at.stub.function(NAME, ON);

        assertThat(at.command()
                        .with(
                                "--env",
                                "test",
                                "rollback",
                                "level2",
                                at.name(SettingKey.SESSION_EVENTS_TABLE),
                                at.name(SettingKey.SESSION_SUMMARIES_TABLE),
                                "--yes")
                        .err())
                .contains("'picasso-analytics --env test rollback level1'");
        assertThat(at.command().with("--env", "tset", "rollback", "status").err())
                .as("of no environment that is not there")
                .contains("'picasso-analytics config show'");
        assertThat(at.run("writes", "enable", "--yes").out())
                .as("a warning")
                .contains("'picasso-analytics --env test deploy push' has one call it");
    }

    @Test
    void levelTwoAsksWithTheNamesTypedAsWellAndADryRunHoldsThemAgainstTheTables() {
        String events = at.name(SettingKey.SESSION_EVENTS_TABLE);
        String summaries = at.name(SettingKey.SESSION_SUMMARIES_TABLE);
        at.stub.function(NAME, Map.of(SWITCH, "false"));

        assertThat(at.run("rollback", "level2", events, events, "--dry-run").status())
                .isEqualTo(7);
        assertThat(at.run("rollback", "level2", "--confirm", "other", "--dry-run")
                        .status())
                .isEqualTo(7);
        Result no = at.command().typed("n\n").with("rollback", "level2", events, summaries);
        assertThat(no.status()).isEqualTo(7);
        assertThat(at.run("rollback", "level2", events, summaries).err())
                .contains("nothing was deleted")
                .doesNotContain("will delete");
        assertThat(at.run("rollback", "level2", "--yes").err())
                .contains("nothing was deleted")
                .doesNotContain("will delete");
        assertThat(no.err())
                .contains("Delete " + events + " and " + summaries + "? [y/N]")
                .contains("The change was not confirmed; nothing was deleted")
                .contains("without a backup: this engine knows none");
        assertThat(at.engines.dynamoDb().listTables().tableNames()).contains(events, summaries);

        assertThat(at.command()
                        .typed("y\n")
                        .with("rollback", "level2", events, summaries)
                        .status())
                .isZero();
        assertThat(at.engines.dynamoDb().listTables().tableNames()).doesNotContain(events, summaries);
    }

    @Test
    void aBackupIsMadeAndAwaitedBeforeATableGoes() throws IOException {
        String events = at.name(SettingKey.SESSION_EVENTS_TABLE);
        String summaries = at.name(SettingKey.SESSION_SUMMARIES_TABLE);
        at.stub.function(NAME, Map.of(SWITCH, "false"));
        URI engine = at.engines.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow();
        try (FaultyEndpoint service = new FaultyEndpoint(engine)) {
            service.set(RollbackTellingTest::withBackups);
            String[] there = {"--set", "endpoints.dynamodb=" + service.uri()};

            Result gone = at.run("rollback", "level2", events, summaries, "--backup", "--yes", there[0], there[1]);

            assertThat(gone.status()).as(gone.err()).isZero();
            List<FaultyEndpoint.Request> calls = service.requests().stream()
                    .filter(call -> call.operation().matches("CreateBackup|DescribeBackup|DeleteTable"))
                    .toList();
            assertThat(calls)
                    .extracting(FaultyEndpoint.Request::operation)
                    .startsWith("CreateBackup", "DescribeBackup")
                    .containsSubsequence(
                            "CreateBackup", "CreateBackup", "DescribeBackup", "DeleteTable", "DeleteTable");
            assertThat(calls.get(0).text()).contains("\"TableName\":\"" + events + "\"", "\"BackupName\":\"" + events);
            assertThat(at.run("rollback", "status", "-o", "json").out()).contains(events + " as arn:aws:dynamodb:");
        }
    }

    /** As DynamoDB in AWS answers; the engine of this machine knows none of the three. */
    private static Optional<Answer> withBackups(FaultyEndpoint.Request request) {
        String arn = "arn:aws:dynamodb:us-east-1:1:table/t/backup/0";
        String details = "{\"BackupArn\":\"" + arn + "\",\"BackupName\":\"b\",\"BackupStatus\":\"%s\","
                + "\"BackupType\":\"USER\",\"BackupCreationDateTime\":1766743200}";
        return switch (request.operation()) {
            case "ListBackups" -> Optional.of(Answer.json(200, "{\"BackupSummaries\":[]}"));
            case "CreateBackup" ->
                Optional.of(Answer.json(200, "{\"BackupDetails\":" + details.formatted("CREATING") + "}"));
            case "DescribeBackup" ->
                Optional.of(Answer.json(
                        200, "{\"BackupDescription\":{\"BackupDetails\":" + details.formatted("AVAILABLE") + "}}"));
            default -> Optional.empty();
        };
    }
}
