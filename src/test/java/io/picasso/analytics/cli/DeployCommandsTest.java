package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub.Fault;
import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deploying the processor, as an operator meets it. */
@ExtendWith(EngineCredentials.class)
class DeployCommandsTest {
    private static final String NAME = FunctionEnvironment.NAME;

    @TempDir
    Path folder;

    private FunctionEnvironment at;
    private Path zip;

    @BeforeEach
    void start() throws IOException {
        at = new FunctionEnvironment(folder);
        zip = at.zip("one.zip", "one");
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void thePackageIsCheckedShownAndCopied() throws IOException {
        Result result = at.run("deploy", "package", "--zip", zip.toString(), "--out", "copy.zip");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("lib/picasso-analytics.jar").contains("sha256 ");
        assertThat(folder.resolve("copy.zip")).hasSameBinaryContentAs(zip);
        assertThat(at.run("deploy", "package").err())
                .contains("there is no such file")
                .contains("--zip");
        Files.writeString(folder.resolve("bad.zip"), "nothing");
        assertThat(at.run("deploy", "package", "--zip", "bad.zip").status()).isEqualTo(2);
        assertThat(at.run("deploy", "package", "--zip", "bad.zip").err()).contains("it is no zip");
    }

    @Test
    void aNewFunctionIsMadeWholeAndDoesNotWriteTheTables() {
        Result dry = at.run("deploy", "push", "--function", "processor", "--zip", zip.toString(), "--dry-run");
        assertThat(dry.out()).contains("create    function  " + NAME).contains("2 changes to make");
        assertThat(at.stub.changes()).isZero();

        Result made = push(zip);

        assertThat(made.status()).as(made.err()).isZero();
        Map<String, String> environment = at.stub.environment(NAME);
        assertThat(environment)
                .containsEntry("DYNAMODB_WRITE_ENABLED", "false")
                .containsEntry("PICASSO_ENV", "test")
                .containsEntry("ANALYTICS_BUCKET", at.name(SettingKey.LAKE_BUCKET))
                .containsEntry("SESSION_EVENTS_TABLE", at.name(SettingKey.SESSION_EVENTS_TABLE))
                .containsEntry("AWS_ENDPOINT_URL_S3", at.name(SettingKey.S3_ENDPOINT));
        assertThat(at.stub.member(NAME, "Handler")).isEqualTo("io.picasso.analytics.lambda.EventProcessorHandler");
        assertThat(at.stub.mappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.get("EventSourceArn").asText()).endsWith(":" + at.name(SettingKey.QUEUE));
            assertThat(mapping.get("FunctionResponseTypes").get(0).asText()).isEqualTo("ReportBatchItemFailures");
        });
        Result status = at.run("deploy", "status", "--zip", zip.toString());
        assertThat(status.out())
                .contains("ready")
                .contains("as the package here")
                .contains("variables  complete")
                .contains("tables     not written")
                .contains("Enabled, 10 messages or 5 s, failures one by one");
    }

    @Test
    void whatIsSoAlreadyIsNotTouched() {
        push(zip);
        long changes = at.stub.changes();

        assertThat(push(zip).out()).contains("Nothing to change");
        assertThat(at.stub.changes()).isEqualTo(changes);
    }

    @Test
    void onlyWhatDiffersIsChangedAndTheSwitchAndForeignVariablesStay() {
        push(zip);
        Map<String, String> theirs = new TreeMap<>(at.stub.environment(NAME));
        theirs.put("DYNAMODB_WRITE_ENABLED", "true");
        theirs.put("FOREIGN", "theirs");
        theirs.remove("MAPPINGS_BUCKET");
        at.stub.replaceEnvironment(NAME, theirs);
        at.stub.member(NAME, "MemorySize", IntNode.valueOf(128));

        Result result = push(at.zip("two.zip", "two"));

        assertThat(result.out())
                .contains("memory: 128 MB → 512 MB")
                .contains("variable MAPPINGS_BUCKET: none → " + at.name(SettingKey.MAPPINGS_BUCKET))
                .doesNotContain("FOREIGN");
        theirs.put("MAPPINGS_BUCKET", at.name(SettingKey.MAPPINGS_BUCKET));
        assertThat(at.stub.environment(NAME)).isEqualTo(theirs);
        assertThat(at.stub.requests("UpdateFunctionCode")).hasSize(1);
        assertThat(at.stub.requests("UpdateFunctionConfiguration")).hasSize(1);
        assertThat(at.stub.requests("CreateEventSourceMapping")).hasSize(1);
    }

    @Test
    void faultsOnTheWayAreOvercomeWithoutMakingAnythingTwice() {
        at.stub.fail("CreateFunction", Fault.THROTTLED, Fault.CUT, Fault.CUT_AFTERWARDS);
        at.stub.fail("CreateEventSourceMapping", Fault.BUSY, Fault.CUT_AFTERWARDS);
        assertThat(push(zip).status()).isZero();
        assertThat(at.stub.mappings()).hasSize(1);

        at.stub.fail("UpdateFunctionCode", Fault.BUSY, Fault.CUT_AFTERWARDS);
        assertThat(push(at.zip("two.zip", "two")).status()).isZero();
        assertThat(at.stub.requests("UpdateFunctionCode")).hasSize(2);
    }

    @Test
    void aPushThatStoppedAnywhereIsFinishedByTheNext() {
        for (String operation : new String[] {"CreateFunction", "CreateEventSourceMapping"}) {
            at.stub.fail(operation, Fault.DENIED);
            assertThat(push(zip).status()).as(operation).isEqualTo(9);
        }
        assertThat(push(zip).status()).isZero();
        Path two = at.zip("two.zip", "two");
        at.stub.member(NAME, "MemorySize", IntNode.valueOf(128));
        at.stub.fail("UpdateFunctionCode", Fault.DENIED);
        at.stub.fail("UpdateFunctionConfiguration", Fault.DENIED);
        assertThat(push(two).status()).isEqualTo(9);
        assertThat(push(two).status()).isEqualTo(9);

        assertThat(push(two).status()).isZero();

        assertThat(push(two).out()).contains("Nothing to change");
        assertThat(at.stub.requests("UpdateFunctionCode")).as("one was refused").hasSize(2);
    }

    @Test
    void anUpdateThatLambdaCannotMakeIsSaidWithItsReason() {
        push(zip);
        at.stub.updatesFail("The runtime is not there");

        Result result = push(at.zip("two.zip", "two"));

        assertThat(result.status()).isEqualTo(8);
        assertThat(result.err()).contains("The runtime is not there");
        assertThat(at.run("deploy", "status", "--zip", zip.toString()).out()).contains("last update Failed");
    }

    @Test
    void aQueueThatHidesMessagesForTooShortATimeIsWarnedOf() {
        Result result =
                at.run("deploy", "push", "--zip", zip.toString(), "--dry-run", "--set", "functions.timeout_seconds=60");

        assertThat(result.out()).contains("visibility timeout of 300 s is less than six times the function's of 60 s");
    }

    @Test
    void withoutARoleNoFunctionIsMade() {
        Result result = at.run("deploy", "push", "--zip", zip.toString(), "--yes", "--set", "functions.role=");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("functions.role");
        assertThat(at.run("deploy", "push", "--zip", zip.toString(), "--dry-run", "--set", "functions.role=")
                        .err())
                .as("a dry run decides the same")
                .isEqualTo(result.err());
        assertThat(at.run("deploy", "push", "--zip", zip.toString(), "--dry-run", "--set", "queue.events=nobodys")
                        .status())
                .as("without the queue")
                .isEqualTo(5);
        assertThat(at.stub.changes()).isZero();
    }

    @Test
    void anAddressIsMadeWhereItIsSet() {
        Result result = at.run(
                "deploy", "push", "--function", NAME, "--zip", zip.toString(), "--yes", "--set", "functions.url=iam");

        assertThat(result.status()).isZero();
        assertThat(at.run("deploy", "status", "--zip", zip.toString()).out()).contains("url        https://");
    }

    @Test
    void withNoneNamedAllAreMadeAndTheNextPushChangesNothing() {
        String api = SettingKey.API_FUNCTION.defaultText();
        String aggregator = SettingKey.AGGREGATOR_FUNCTION.defaultText();
        String[] push = {"deploy", "push", "--zip", zip.toString(), "--yes"};

        Result made = at.run(push);

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("7 changes in environment test")
                .contains("create    url       " + api)
                .contains("create    function  " + aggregator);
        assertThat(at.stub.functions()).containsExactlyInAnyOrder(NAME, api, aggregator);
        assertThat(at.stub.member(api, "Handler")).isEqualTo("io.picasso.analytics.lambda.DashboardApiHandler");
        assertThat(at.stub.member(api, "Timeout")).isEqualTo("30");
        assertThat(at.stub.environment(api))
                .containsEntry("PICASSO_ENV", "test")
                .containsEntry("ATHENA_DATABASE", at.name(SettingKey.ATHENA_DATABASE))
                .containsEntry("TOKEN_BLACKLIST_TABLE", at.name(SettingKey.TOKEN_BLACKLIST_TABLE))
                .containsEntry("JWT_SECRET_KEY_NAME", at.name(SettingKey.TOKEN_SECRET))
                .doesNotContainKeys("PICASSO_TOKEN_KEY_FILE", "PICASSO_API_CORS_ORIGIN");
        assertThat(at.stub.member(aggregator, "Handler")).isEqualTo("io.picasso.analytics.lambda.AggregatorHandler");
        assertThat(at.stub.member(aggregator, "Timeout")).isEqualTo("900");
        assertThat(at.stub.member(aggregator, "MemorySize")).isEqualTo("1024");
        assertThat(at.stub.requests("AddPermission")).hasSize(2);
        assertThat(at.stub.mappings()).hasSize(1);
        long changes = at.stub.changes();
        assertThat(at.run(push).out()).contains("Nothing to change");
        assertThat(at.stub.changes()).isEqualTo(changes);
        Result status = at.run("deploy", "status", "--zip", zip.toString(), "-o", "json");
        assertThat(status.out())
                .contains("\"function\": \"" + api + "\"")
                .contains("\"url\": \"https://")
                .contains("\"url_access\": \"NONE\"");
        assertThat(at.run("deploy", "status", "--function", "api", "--zip", zip.toString())
                        .out())
                .startsWith(api + "  ready")
                .contains("for everybody")
                .doesNotContain(aggregator);
    }

    @Test
    void theDashboardsFunctionTakesTheTablesForWholeAsLongAsTheProcessorWritesThem() {
        String api = SettingKey.API_FUNCTION.defaultText();
        String written = SettingKey.DYNAMODB_WRITE_ENABLED.variable();
        String[] push = {"deploy", "push", "--function", "api", "--zip", zip.toString(), "--yes"};
        at.run(push);
        assertThat(at.stub.environment(api)).as("nobody writes").containsEntry(written, "false");

        at.stub.function(NAME, Map.of(written, "True"));
        at.run(push);
        assertThat(at.stub.environment(api)).containsEntry(written, "true");

        Result off = at.run("writes", "disable", "--yes");
        assertThat(off.out() + off.err())
                .contains("which stand still while writing is off")
                .contains("deploy push --function " + api);
        assertThat(at.stub.environment(api)).as("one variable, of one function").containsEntry(written, "true");

        at.run(push);
        assertThat(at.stub.environment(api)).containsEntry(written, "false");
        assertThat(at.run(push).out()).contains("Nothing to change");
    }

    @Test
    void anAddressWhosePolicyLetsNobodyInIsMended() {
        String[] push = {"deploy", "push", "--function", "api", "--zip", zip.toString(), "--yes"};
        at.stub.fail("AddPermission", Fault.DENIED);
        assertThat(at.run(push).status()).isEqualTo(9);

        Result mended = at.run(push);

        assertThat(mended.out()).contains("alter     url").contains("2 changes in environment test");
        assertThat(at.stub.requests("CreateFunctionUrlConfig")).hasSize(1);
        assertThat(at.run(push).out()).contains("Nothing to change");
    }

    @Test
    void anotherFunctionThanOursIsRefused() {
        Result result = at.run("deploy", "push", "--function", "nobody", "--zip", zip.toString(), "--yes");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("'nobody'").contains("api (Analytics_Dashboard_API)");
        assertThat(at.stub.changes()).isZero();
    }

    private Result push(Path code) {
        return at.run("deploy", "push", "--function", "processor", "--zip", code.toString(), "--yes");
    }
}
