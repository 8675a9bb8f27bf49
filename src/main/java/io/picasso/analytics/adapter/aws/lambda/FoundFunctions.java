package io.picasso.analytics.adapter.aws.lambda;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Reads what Lambda says about functions and mappings. */
final class FoundFunctions {
    private FoundFunctions() {}

    static FoundFunction read(String name, GetFunctionConfigurationResponse found) {
        return new FoundFunction(
                name,
                text(found.functionArn()),
                text(found.revisionId()),
                text(found.stateAsString()),
                text(found.stateReason()),
                text(found.lastUpdateStatusAsString()),
                text(found.lastUpdateStatusReason()),
                new FunctionSettings(
                        text(found.runtimeAsString()),
                        text(found.handler()),
                        Optional.ofNullable(found.role()),
                        found.memorySize() == null ? 128 : found.memorySize(),
                        Duration.ofSeconds(found.timeout() == null ? 3 : found.timeout())),
                text(found.codeSha256()),
                found.codeSize() == null ? 0 : found.codeSize(),
                environment(name, found.environment()));
    }

    private static EnvironmentMap environment(String name, @Nullable EnvironmentResponse environment) {
        if (environment == null) {
            return EnvironmentMap.EMPTY;
        }
        if (environment.error() != null) {
            // Lambda leaves the variables out then. Taking that for "none" would delete all of them.
            throw Failure.of(FailureCode.DENIED, "the environment of function " + name + " cannot be read")
                    .why(text(environment.error().errorCode()) + ": "
                            + text(environment.error().message()))
                    .next("The identity needs kms:Decrypt on the key that encrypts the function's environment.");
        }
        return environment.hasVariables()
                ? EnvironmentMap.of(Map.copyOf(environment.variables()))
                : EnvironmentMap.EMPTY;
    }

    static FoundTrigger read(EventSourceMappingConfiguration found) {
        return new FoundTrigger(
                text(found.uuid()),
                text(found.functionArn()),
                text(found.eventSourceArn()),
                text(found.state()),
                found.batchSize() == null ? 10 : found.batchSize(),
                Duration.ofSeconds(
                        found.maximumBatchingWindowInSeconds() == null ? 0 : found.maximumBatchingWindowInSeconds()),
                found.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
