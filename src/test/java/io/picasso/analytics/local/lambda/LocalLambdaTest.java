package io.picasso.analytics.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalEngines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Functions are run for real: their calls, their errors, their environments. */
class LocalLambdaTest {
    private static final String PROBE = "probe";
    private static final long SEED = 20_251_226;

    @TempDir
    static Path folder;

    private static LocalLambda lambda;

    @BeforeAll
    static void start() throws IOException {
        lambda = new LocalLambda(folder, Timing.USUAL);
        lambda.probe(PROBE, Map.of("KEPT", "yes"), 2);
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    @Test
    void theFirstCallStartsAnEnvironmentAndTheNextOnesUseItAgain() {
        lambda.probe("warm", Map.of(), 10);

        InvokeResponse cold = lambda.call("warm", "{}");
        InvokeResponse warm = lambda.call("warm", "{}");

        assertThat(cold.payload().asUtf8String()).contains("\"calls\":1");
        assertThat(warm.payload().asUtf8String()).contains("\"calls\":2");
        assertThat(cold.executedVersion()).isEqualTo("$LATEST");
        assertThat(text(cold.logResult()))
                .containsPattern(
                        "(?s)^(.*\n)?START RequestId: \\S+ Version: \\$LATEST\ncall 1 of this environment, for warm\n"
                                + "END RequestId: \\S+\nREPORT RequestId: \\S+\tDuration: [0-9.]+ ms\tBilled Duration: \\d+ ms\t"
                                + "Memory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [0-9.]+ ms");
        assertThat(text(warm.logResult())).startsWith("START").doesNotContain("Init Duration");
        assertThat(lambda.log("warm").lines())
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"))
                .anyMatch(line -> line.endsWith("Z call 2 of this environment, for warm"));
    }

    @Test
    void everyChangeStartsANewEnvironment() {
        lambda.probe("renewed", Map.of("OLD", "1"), 10);
        long first = lambda.pid("renewed");

        lambda.client.updateFunctionConfiguration(
                b -> b.functionName("renewed").environment(e -> e.variables(Map.of("NEW", "2"))));
        assertThat(lambda.pid("renewed")).as("until it is in force").isEqualTo(first);
        lambda.settled("renewed");
        long second = lambda.pid("renewed");

        assertThat(second).isNotEqualTo(first);
        assertThat(variables("renewed")).containsEntry("NEW", "2").doesNotContainKey("OLD");
        LocalLambda.until("the old environment has ended", () -> !LocalLambda.isAlive(first));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleep  | Sandbox.Timedout                | Task timed out after 2.00 seconds",
                "exit   | Runtime.ExitError               | Runtime exited with error: exit status 3",
                "memory | java.lang.OutOfMemoryError      | Java heap space",
                "throw  | java.lang.IllegalStateException | thrown on purpose",
                "large  | Function.ResponseSizeTooLarge   | Response payload size exceeded maximum allowed payload size"
            })
    void aCallThatFailsSaysHowAndTheNextOneIsWell(String what, String type, String message) {
        InvokeResponse failed = lambda.call(PROBE, "{\"do\":\"" + what + "\"}");

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        JsonObject error = LocalLambda.object(failed.payload());
        assertThat(error.text("errorType")).contains(type);
        assertThat(error.text("errorMessage"))
                .hasValueSatisfying(text -> assertThat(text).contains(message));
        assertThat(text(failed.logResult())).contains("END RequestId").contains("REPORT RequestId");
        if (!type.startsWith("java.")) {
            assertThat(text(failed.logResult()))
                    .contains(message)
                    .contains(what.equals("sleep") ? "\tStatus: timeout" : "\tStatus: error\tError Type: " + type);
        }
        assertThat(lambda.call(PROBE, "{}").functionError()).isNull();
    }

    @Test
    void aHandlerThatIsNotThereFailsTheCallAsInAws() {
        lambda.probe("bad", Map.of(), 10);
        lambda.client.updateFunctionConfiguration(b -> b.functionName("bad").handler("not.There"));
        lambda.settled("bad");

        for (int i = 0; i < 2; i++) {
            InvokeResponse failed = lambda.call("bad", "{}");
            assertThat(failed.functionError()).isEqualTo("Unhandled");
            assertThat(failed.payload().asUtf8String())
                    .contains("java.lang.ClassNotFoundException")
                    .contains("not.There");
        }
    }

    @Test
    void aVariableReachesTheFunctionByteForByteAndNothingElseDoes() {
        System.out.println("seed " + SEED);
        Map<String, String> environment = new TreeMap<>();
        Random random = new Random(SEED);
        for (int i = 0; i < 40; i++) {
            environment.put(
                    "V" + i + "_x",
                    random.ints(20, 1, 0x2000)
                            .filter(c -> c > 0 && Character.isDefined(c))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString());
        }
        environment.put("QUOTES", "'\"\\`$HOME $(id) %s\n\t é中😀 ");
        environment.put("EMPTY", "");
        environment.put("IFS", ".");
        environment.put("UID", "7");
        lambda.probe("environment", environment, 10);

        Map<String, String> seen = variables("environment");

        assertThat(seen).containsAllEntriesOf(environment);
        assertThat(seen.keySet())
                .filteredOn(key -> !environment.containsKey(key))
                .allMatch(key -> key.startsWith("AWS_")
                        || List.of("PATH", "LC_ALL", "TZ", "TMPDIR", "LAMBDA_TASK_ROOT", "_HANDLER")
                                .contains(key));
        assertThat(seen)
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "environment")
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
                .containsEntry(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        LocalEngines.endpoints().dynamodb().toString())
                .containsEntry("AWS_ENDPOINT_URL_LAMBDA", lambda.uri().toString());
    }

    @Test
    void whatIsPrintedWithoutAnEndOfLineIsLoggedToo() {
        InvokeResponse answer = lambda.call(PROBE, "{\"do\":\"log\"}");

        assertThat(Base64.getDecoder().decode(answer.logResult()).length).isLessThanOrEqualTo(4096);
        assertThat(text(answer.logResult())).contains("an end of line is missing here\nEND RequestId");
    }

    @Test
    void severalCallsAtOnceGetEnvironmentsOfTheirOwn() {
        lambda.probe("many", Map.of(), 10);
        List<CompletableFuture<Long>> calls = java.util.stream.Stream.of(1, 2, 3, 4, 5, 6)
                .map(i -> CompletableFuture.supplyAsync(() -> lambda.pid("many")))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).distinct().count())
                .isBetween(1L, 4L);
    }

    @Test
    void aCallNobodyWaitsForIsMadeAllTheSame() {
        lambda.probe("later", Map.of(), 10);

        InvokeResponse accepted = lambda.client.invoke(b ->
                b.functionName("later").invocationType(InvocationType.EVENT).payload(SdkBytes.fromUtf8String("{}")));

        assertThat(accepted.statusCode()).isEqualTo(202);
        LocalLambda.until(
                "it was called",
                () -> java.nio.file.Files.exists(folder.resolve("logs/later.log"))
                        && lambda.log("later").contains("REPORT"));
        assertThat(lambda.client
                        .invoke(b -> b.functionName("later").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatCannotBeAnEventIsRefused() {
        assertThat(refusal(() -> lambda.call(PROBE, "no json"))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidRequestContentException");
        assertThat(refusal(() -> lambda.call(PROBE, "\"" + "x".repeat(6 << 20) + "\"")))
                .isInstanceOf(RequestTooLargeException.class);
        assertThat(refusal(() -> lambda.call("nobody", "{}"))).isInstanceOf(ResourceNotFoundException.class);
        assertThat(refusal(() -> lambda.call(PROBE + ":7", "{}"))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aFunctionIsFoundByItsNameAndItsArn() {
        for (String name : List.of(
                PROBE,
                "arn:aws:lambda:us-east-1:" + Endpoints.ACCOUNT + ":function:" + PROBE,
                Endpoints.ACCOUNT + ":function:" + PROBE + ":$LATEST")) {
            assertThat(lambda.client
                            .getFunction(b -> b.functionName(name))
                            .configuration()
                            .functionName())
                    .isEqualTo(PROBE);
        }
        assertThat(lambda.client.listFunctions().functions())
                .extracting(f -> f.functionName())
                .contains(PROBE);
    }

    @Test
    void whatLambdaDoesNotTakeIsRefusedAndNothingIsChanged() {
        lambda.probe("strict", Map.of("KEPT", "yes"), 10);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> lambda.client.updateFunctionCode(
                        b -> b.functionName("strict").zipFile(SdkBytes.fromUtf8String("rubbish"))),
                () -> lambda.client.updateFunctionCode(
                        b -> b.functionName("strict").s3Bucket("b").s3Key("k")),
                () -> configure(Map.of("AWS_REGION", "eu-west-1")),
                () -> configure(Map.of("LONG", "x".repeat(5000))),
                () -> configure(Map.of("1A", "x")),
                () -> lambda.client.updateFunctionConfiguration(
                        b -> b.functionName("strict").runtime("java99")),
                () -> lambda.client.updateFunctionConfiguration(
                        b -> b.functionName("strict").runtime("python3.12")),
                () -> lambda.client.updateFunctionConfiguration(
                        b -> b.functionName("strict").memorySize(64)),
                () -> lambda.client.updateFunctionConfiguration(
                        b -> b.functionName("strict").timeout(901)))) {
            assertThat(refusal(call).statusCode()).isEqualTo(400);
        }
        assertThat(refusal(() -> configure(Map.of("AWS_REGION", "eu-west-1"))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Reserved keys used in this request: AWS_REGION");
        assertThat(refusal(() -> lambda.client.updateFunctionCode(
                        b -> b.functionName("strict").zipFile(SdkBytes.fromUtf8String("rubbish")))))
                .hasMessageContaining("Could not unzip uploaded file");
        assertThat(lambda.settled("strict").environment().variables()).isEqualTo(Map.of("KEPT", "yes"));
    }

    private static void configure(Map<String, String> environment) {
        lambda.client.updateFunctionConfiguration(
                b -> b.functionName("strict").environment(e -> e.variables(environment)));
    }

    @Test
    void aDeletedFunctionAndItsEnvironmentAreGone() {
        lambda.probe("gone", Map.of(), 10);
        long pid = lambda.pid("gone");

        lambda.client.deleteFunction(b -> b.functionName("gone"));

        assertThat(refusal(() -> lambda.client.getFunctionConfiguration(b -> b.functionName("gone"))))
                .isInstanceOf(ResourceNotFoundException.class);
        LocalLambda.until("its process is gone", () -> !LocalLambda.isAlive(pid));
    }

    private static LambdaException refusal(ThrowingCallable call) {
        return catchThrowableOfType(LambdaException.class, call);
    }

    private static Map<String, String> variables(String name) {
        Map<String, String> variables = new TreeMap<>();
        Fields.texts(lambda.answer(name, "{\"do\":\"environment\"}"))
                .forEach((key, value) ->
                        variables.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return variables;
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
