package io.picasso.analytics.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** What is there after the stack was stopped, and what is not. */
class LocalLambdaRestartTest {
    @TempDir
    Path folder;

    @Test
    void functionsAndAddressesAreThereAgainAndTheirProcessesAreNot() throws Exception {
        GetFunctionConfigurationResponse before;
        String address;
        long pid;
        try (LocalLambda lambda = new LocalLambda(folder, Timing.USUAL)) {
            lambda.probe("kept", Map.of("TEXT", "é 'x'"), 7);
            before = lambda.settled("kept");
            address = lambda.client
                    .createFunctionUrlConfig(b -> b.functionName("kept").authType(FunctionUrlAuthType.AWS_IAM))
                    .functionUrl();
            pid = lambda.pid("kept");
        }
        LocalLambda.until("its process is gone", () -> !LocalLambda.isAlive(pid));

        try (LocalLambda lambda = new LocalLambda(folder, Timing.USUAL)) {
            assertThat(lambda.settled("kept").equalsBySdkFields(before)).isTrue();
            assertThat(lambda.client
                            .getFunctionUrlConfig(b -> b.functionName("kept"))
                            .functionUrl())
                    .isEqualTo(address);
            assertThat(lambda.answer("kept", "{\"do\":\"environment\"}").text("AWS_ENDPOINT_URL_S3"))
                    .isNotEmpty();
            lambda.client.deleteFunction(b -> b.functionName("kept"));
        }
        try (LocalLambda lambda = new LocalLambda(folder, Timing.USUAL);
                Stream<Path> codes = Files.list(folder.resolve("lambda/code"))) {
            assertThat(lambda.client.listFunctions().functions()).isEmpty();
            assertThat(codes).as("code that nobody uses").isEmpty();
        }
    }

    @Test
    void anIdleEnvironmentEndsAndLeavesAnArchiveForTheNextOne() throws Exception {
        try (LocalLambda lambda = new LocalLambda(folder, new Timing(Duration.ZERO, Duration.ZERO))) {
            lambda.probe("idle", Map.of(), 10);
            lambda.client.updateFunctionCode(
                    b -> b.functionName("idle").zipFile(SdkBytes.fromByteArray(FunctionZips.probeInJar())));
            lambda.settled("idle");
            long pid = lambda.pid("idle");

            LocalLambda.until("its process is gone", () -> !LocalLambda.isAlive(pid));
            LocalLambda.until("there is an archive", () -> archives() == 1);

            assertThat(lambda.pid("idle")).isNotEqualTo(pid);
            assertThat(lambda.log("idle")).doesNotContain("ERROR", "WARN");
        }
    }

    @Test
    void untilAChangeIsInForceAnotherOneIsRefused() throws Exception {
        try (LocalLambda lambda = new LocalLambda(folder, new Timing(Duration.ofMinutes(5), Duration.ofSeconds(1)))) {
            lambda.probe("busy", Map.of(), 10);
            lambda.client.updateFunctionConfiguration(
                    b -> b.functionName("busy").timeout(11));

            assertThat(catchThrowableOfType(
                            ResourceConflictException.class,
                            () -> lambda.client.updateFunctionConfiguration(
                                    b -> b.functionName("busy").timeout(12))))
                    .hasMessageContaining("An update is in progress");
            assertThat(lambda.settled("busy").timeout()).isEqualTo(11);
        }
    }

    private long archives() {
        try (Stream<Path> files = Files.walk(folder.resolve("lambda/code"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).count();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
