package io.picasso.analytics.adapter.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub.Fault;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire to Lambda, and what its answers mean. */
class LambdaFunctionControlTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Analytics_Event_Processor";
    private static final FunctionSettings SETTINGS = new FunctionSettings(
            "java17", "a.Handler", Optional.of("arn:aws:iam::1:role/ours"), 512, Duration.ofSeconds(50));
    private static final FunctionCode CODE =
            new FunctionCode(new byte[] {1, 2, 3}, LambdaStub.sha256(new byte[] {1, 2, 3}));
    private static final TriggerDeclaration TRIGGER = new TriggerDeclaration(NAME, "events", 10, Duration.ofSeconds(5));

    private LambdaStub stub;
    private FunctionControl control;

    @BeforeEach
    void start() throws IOException {
        stub = new LambdaStub();
        AwsConnection connection = AwsConnection.local(stub.uri());
        CallLimits impatient = new CallLimits(Duration.ofSeconds(4), Duration.ofMillis(1_200), 1, false);
        control = new Lambda(connection, connection.with(impatient))
                .functionControl(new Patience(Duration.ofSeconds(5), Duration.ofMillis(20)));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aFunctionIsReadWhole() {
        stub.function(NAME, Map.of("A", "é \"x\"", "B", ""));

        FoundFunction found = control.find(NAME).orElseThrow();

        assertThat(found.environment()).isEqualTo(EnvironmentMap.of(Map.of("A", "é \"x\"", "B", "")));
        assertThat(found.settings())
                .isEqualTo(new FunctionSettings(
                        "java17",
                        "somebody.Else",
                        Optional.of("arn:aws:iam::123456789012:role/theirs"),
                        256,
                        Duration.ofSeconds(60)));
        assertThat(found.settled()).isTrue();
        assertThat(found.codeSha256()).isEqualTo(LambdaStub.sha256(new byte[0]));
        assertThat(control.find("nobody")).isEmpty();
    }

    @Test
    void anEnvironmentThatMayNotBeReadIsNotTakenForAnEmptyOne() throws IOException {
        stub.function(NAME, Map.of("A", "1"));
        stub.member(
                NAME,
                "Environment",
                JSON.readTree("{\"Error\":{\"ErrorCode\":\"AccessDeniedException\",\"Message\":\"KMS\"}}"));

        assertThat(failure(() -> control.find(NAME)).code()).isEqualTo(FailureCode.DENIED);
    }

    @Test
    void anEnvironmentIsSentWholeUnderItsRevision() throws IOException {
        stub.function(NAME, Map.of("A", "1"));
        String revision = control.find(NAME).orElseThrow().revision();

        control.updateEnvironment(NAME, EnvironmentMap.of(Map.of("A", "2", "B", "é")), revision);

        assertThat(stub.requests("UpdateFunctionConfiguration"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .isEqualTo(JSON.readTree("{\"Environment\":{\"Variables\":{\"A\":\"2\",\"B\":\"é\"}},"
                                + "\"RevisionId\":\"" + revision + "\"}")));
        assertThat(control.find(NAME).orElseThrow().settled()).isFalse();
        assertThat(control.awaitSettled(NAME).lastUpdate()).isEqualTo("Successful");
    }

    @Test
    void aFunctionIsMadeAndWaitedFor() {
        control.create(NAME, SETTINGS, EnvironmentMap.of(Map.of("A", "1")), CODE);

        FoundFunction found = control.awaitSettled(NAME);

        assertThat(found.state()).isEqualTo("Active");
        assertThat(found.settings()).isEqualTo(SETTINGS);
        assertThat(found.codeSha256()).isEqualTo(CODE.sha256());
        assertThat(failure(() -> control.create(NAME, SETTINGS, EnvironmentMap.EMPTY, CODE))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    @Test
    void codeAndSettingsAreSentUnderTheRevision() {
        stub.function(NAME, Map.of());
        control.updateCode(NAME, CODE, control.find(NAME).orElseThrow().revision());
        FoundFunction found = control.awaitSettled(NAME);
        assertThat(found.codeSha256()).isEqualTo(CODE.sha256());

        control.configure(NAME, SETTINGS, EnvironmentMap.of(Map.of("A", "1")), found.revision());

        assertThat(control.awaitSettled(NAME).settings()).isEqualTo(SETTINGS);
        assertThat(stub.environment(NAME)).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void anotherRevisionIsRefused() {
        stub.function(NAME, Map.of("A", "1"));

        assertThat(failure(() -> control.updateEnvironment(NAME, EnvironmentMap.EMPTY, "r-0"))
                        .code())
                .isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(stub.environment(NAME)).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void anUpdateThatFailedSaysWhy() {
        stub.function(NAME, Map.of("A", "1"));
        stub.updatesFail("The role is not there");
        control.updateEnvironment(
                NAME, EnvironmentMap.EMPTY, control.find(NAME).orElseThrow().revision());

        FoundFunction found = control.awaitSettled(NAME);

        assertThat(found.failed()).isTrue();
        assertThat(found.trouble()).isEqualTo("last update Failed: The role is not there");
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED",
        "DENIED, DENIED",
        "BUSY, FUNCTION_BUSY",
        "BROKEN, SERVICE_UNAVAILABLE",
        "CUT, SERVICE_UNAVAILABLE",
        "CUT_AFTERWARDS, SERVICE_UNAVAILABLE",
        "LATE, SERVICE_UNAVAILABLE"
    })
    void aChangeIsSentOnceWhateverTheAnswer(Fault fault, FailureCode code) {
        stub.function(NAME, Map.of("A", "1"));
        // A connection that was used before: the JDK's client sends again on such a one when it is cut.
        String revision = control.find(NAME).orElseThrow().revision();
        for (String operation : new String[] {
            "UpdateFunctionConfiguration", "UpdateFunctionCode", "CreateFunction", "CreateEventSourceMapping"
        }) {
            stub.fail(operation, fault);
        }
        EnvironmentMap environment = EnvironmentMap.of(Map.of("B", "2"));

        FailureCode busyWhenMade = code == FailureCode.FUNCTION_BUSY ? FailureCode.RESOURCE_CONFLICT : code;
        assertThat(failure(() -> control.updateEnvironment(NAME, environment, revision))
                        .code())
                .isEqualTo(code);
        assertThat(failure(() -> control.updateCode(NAME, CODE, revision)).code())
                .isEqualTo(code);
        assertThat(failure(() -> control.create("other", SETTINGS, environment, CODE))
                        .code())
                .isEqualTo(busyWhenMade);
        assertThat(failure(() -> control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events"))
                        .code())
                .isEqualTo(busyWhenMade);

        assertThat(stub.changes()).as("each of the four was sent once").isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "BROKEN", "CUT"})
    void readsAreTriedAgain(Fault fault) {
        stub.function(NAME, Map.of("A", "1"));
        stub.fail("GetFunctionConfiguration", fault, fault);

        assertThat(control.find(NAME)).isPresent();
    }

    @Test
    void whatLambdaDoesNotTakeIsAMatterOfConfiguration() {
        stub.function(NAME, Map.of());
        String revision = control.find(NAME).orElseThrow().revision();

        Failure failure = failure(() ->
                control.updateEnvironment(NAME, EnvironmentMap.of(Map.of("A", "x".repeat(4_096))), revision));

        assertThat(failure.code()).isEqualTo(FailureCode.BAD_CONFIGURATION);
        assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("4KB"));
    }

    @Test
    void aQueueCallsTheFunctionAndFailuresAreReportedOneByOne() throws IOException {
        stub.function(NAME, Map.of());
        control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events");

        assertThat(stub.requests("CreateEventSourceMapping"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .isEqualTo(JSON.readTree("{\"EventSourceArn\":\"arn:aws:sqs:us-east-1:1:events\","
                                + "\"FunctionName\":\"" + NAME + "\",\"BatchSize\":10,"
                                + "\"MaximumBatchingWindowInSeconds\":5,"
                                + "\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}")));
        assertThat(control.triggers(NAME)).singleElement().satisfies(found -> {
            assertThat(found.batchSize()).isEqualTo(10);
            assertThat(found.window()).isEqualTo(Duration.ofSeconds(5));
            assertThat(found.reportsFailures()).isTrue();
            assertThat(found.callsVersion()).isFalse();
        });
        assertThat(failure(() -> control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events"))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_CONFLICT);

        control.alterTrigger(
                control.triggers(NAME).get(0).id(), new TriggerDeclaration(NAME, "events", 3, Duration.ofSeconds(1)));
        assertThat(control.triggers(NAME).get(0).batchSize()).isEqualTo(3);
    }

    @Test
    void aMappingThatIsBeingDeletedCallsNothingAndIsInTheWayOfANewOneForAWhile() {
        stub.function(NAME, Map.of());
        control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events");
        stub.mappings().get(0).put("State", "Deleting");

        assertThat(control.triggers(NAME)).isEmpty();
        Failure failure = failure(() -> control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events"));
        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_CONFLICT);
        assertThat(failure.next()).contains("run the command again");
    }

    @Test
    void anAddressIsForSignedRequests() {
        stub.function(NAME, Map.of());
        assertThat(control.address(NAME)).isEmpty();

        control.createAddress(new AddressDeclaration(NAME, AddressDeclaration.Access.SIGNED));

        assertThat(control.address(NAME)).hasValueSatisfying(address -> {
            assertThat(address.access()).isEqualTo("AWS_IAM");
            assertThat(address.url()).startsWith("https://");
        });
    }

    @Test
    void anAddressForEverybodyAndWhatItsPolicyMustAllowGoOutAsAwsAsksForThem() throws IOException {
        stub.function(NAME, Map.of());
        AddressDeclaration address = new AddressDeclaration(NAME, AddressDeclaration.Access.PUBLIC);
        control.createAddress(address);
        address.permissions().forEach(permission -> control.permit(NAME, permission));
        control.permit(NAME, CallPermission.rule("hourly", "arn:aws:events:us-east-1:1:rule/hourly"));

        assertThat(stub.requests("CreateFunctionUrlConfig")).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/2021-10-31/functions/" + NAME + "/url");
            assertThat(request.body()).isEqualTo(JSON.readTree("{\"AuthType\":\"NONE\"}"));
        });
        assertThat(stub.requests("AddPermission"))
                .extracting(LambdaStub.Request::path)
                .containsOnly("/2015-03-31/functions/" + NAME + "/policy");
        assertThat(stub.requests("AddPermission"))
                .extracting(LambdaStub.Request::body)
                .containsExactly(
                        JSON.readTree("{\"StatementId\":\"FunctionURLAllowPublicAccess\",\"Principal\":\"*\","
                                + "\"Action\":\"lambda:InvokeFunctionUrl\",\"FunctionUrlAuthType\":\"NONE\"}"),
                        JSON.readTree("{\"StatementId\":\"FunctionURLInvokeAllowPublicAccess\",\"Principal\":\"*\","
                                + "\"Action\":\"lambda:InvokeFunction\",\"InvokedViaFunctionUrl\":true}"),
                        JSON.readTree("{\"StatementId\":\"rule-hourly\",\"Principal\":\"events.amazonaws.com\","
                                + "\"Action\":\"lambda:InvokeFunction\","
                                + "\"SourceArn\":\"arn:aws:events:us-east-1:1:rule/hourly\"}"));
    }

    @Test
    void theFunctionCanBeCalled() {
        stub.function(NAME, Map.of());

        assertThat(control.invoke(NAME, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new FunctionControl.Answer("{\"called\":\"" + NAME + "\"}", false, "END of " + NAME + "\n"));
    }

    @Test
    void aFunctionThatDoesNotSettleIsBusy() {
        stub.function(NAME, Map.of());
        stub.member(NAME, "LastUpdateStatus", TextNode.valueOf("InProgress"));
        FunctionControl impatient = new Lambda(
                        AwsConnection.local(stub.uri()),
                        AwsConnection.local(stub.uri()).with(CallLimits.ONCE))
                .functionControl(new Patience(Duration.ofMillis(50), Duration.ofMillis(10)));

        assertThat(failure(() -> impatient.awaitSettled(NAME)).code()).isEqualTo(FailureCode.FUNCTION_BUSY);
    }

    private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }
}
