package io.picasso.analytics.adapter.aws.lambda;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Functions in Lambda. What changes something goes through a client that sends it once. */
public final class LambdaFunctionControl implements FunctionControl {
    /** The state of a mapping whose deletion was asked for; it is listed until it is done. */
    private static final String DELETING = "Deleting";

    private final LambdaClient reading;
    private final LambdaClient changing;
    private final AwsService service;
    private final Patience patience;

    /**
     * @param changing a client that tries each call once
     */
    LambdaFunctionControl(LambdaClient reading, LambdaClient changing, AwsService service, Patience patience) {
        this.reading = reading;
        this.changing = changing;
        this.service = service;
        this.patience = patience;
    }

    @Override
    public Optional<FoundFunction> find(String name) {
        return service.call("describe", "function " + name, () -> {
            try {
                return Optional.of(
                        FoundFunctions.read(name, reading.getFunctionConfiguration(b -> b.functionName(name))));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void create(String name, FunctionSettings settings, EnvironmentMap environment, FunctionCode code) {
        creating(
                "create",
                "function " + name,
                () -> changing.createFunction(b -> b.functionName(name)
                        .runtime(settings.runtime())
                        .handler(settings.handler())
                        .role(settings.role().orElse(null))
                        .memorySize(settings.memoryMb())
                        .timeout((int) settings.timeout().toSeconds())
                        .environment(e -> e.variables(environment.variables()))
                        .code(c -> c.zipFile(SdkBytes.fromByteArrayUnsafe(code.zip())))));
    }

    @Override
    public void updateCode(String name, FunctionCode code, String revision) {
        changing(
                "update the code of",
                "function " + name,
                () -> changing.updateFunctionCode(b -> b.functionName(name)
                        .zipFile(SdkBytes.fromByteArrayUnsafe(code.zip()))
                        .revisionId(revision)));
    }

    @Override
    public void updateEnvironment(String name, EnvironmentMap environment, String revision) {
        changing(
                "change the environment of",
                "function " + name,
                () -> changing.updateFunctionConfiguration(b -> b.functionName(name)
                        .environment(e -> e.variables(environment.variables()))
                        .revisionId(revision)));
    }

    @Override
    public void configure(String name, FunctionSettings settings, EnvironmentMap environment, String revision) {
        changing(
                "configure",
                "function " + name,
                () -> changing.updateFunctionConfiguration(b -> b.functionName(name)
                        .runtime(settings.runtime())
                        .handler(settings.handler())
                        .role(settings.role().orElse(null))
                        .memorySize(settings.memoryMb())
                        .timeout((int) settings.timeout().toSeconds())
                        .environment(e -> e.variables(environment.variables()))
                        .revisionId(revision)));
    }

    @Override
    public FoundFunction awaitSettled(String name) {
        return patience.await(
                () -> Optional.of(find(name).orElseThrow(() -> missing(name))).filter(FoundFunction::settled),
                () -> Failure.of(FailureCode.FUNCTION_BUSY, "function " + name + " has not settled yet")
                        .where(service.place())
                        .why("waited " + patience.longest().toSeconds() + " s; Lambda goes on without us")
                        .next("Look again with 'picasso-analytics deploy status'."));
    }

    @Override
    public Answer invoke(String name, byte[] payload) {
        InvokeResponse response = changing(
                "call",
                "function " + name,
                () -> changing.invoke(
                        b -> b.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromByteArray(payload))));
        return new Answer(
                response.payload() == null ? "" : response.payload().asUtf8String(),
                response.functionError() != null,
                response.logResult() == null ? "" : decoded(response.logResult()));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public List<FoundTrigger> triggers(String function) {
        return service.call("list the event source mappings of", "function " + function, () -> {
            try {
                return reading
                        .listEventSourceMappingsPaginator(b -> b.functionName(function))
                        .eventSourceMappings()
                        .stream()
                        .filter(mapping -> !DELETING.equals(mapping.state()))
                        .map(FoundFunctions::read)
                        .toList();
            } catch (ResourceNotFoundException e) {
                return List.of();
            }
        });
    }

    @Override
    public void createTrigger(TriggerDeclaration trigger, String queueArn) {
        creating(
                "create",
                "the event source mapping " + trigger.name(),
                () -> changing.createEventSourceMapping(b -> b.functionName(trigger.function())
                        .eventSourceArn(queueArn)
                        .batchSize(trigger.batchSize())
                        .maximumBatchingWindowInSeconds((int) trigger.window().toSeconds())
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)));
    }

    @Override
    public void alterTrigger(String id, TriggerDeclaration trigger) {
        changing(
                "change",
                "the event source mapping " + trigger.name(),
                () -> changing.updateEventSourceMapping(b -> b.uuid(id)
                        .batchSize(trigger.batchSize())
                        .maximumBatchingWindowInSeconds((int) trigger.window().toSeconds())
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)));
    }

    @Override
    public Optional<FoundAddress> address(String function) {
        return service.call("describe", "the URL of function " + function, () -> {
            try {
                var found = reading.getFunctionUrlConfig(b -> b.functionName(function));
                return Optional.of(new FoundAddress(found.functionUrl(), found.authTypeAsString()));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void createAddress(AddressDeclaration address) {
        creating(
                "create",
                "the URL of function " + address.function(),
                () -> changing.createFunctionUrlConfig(b -> b.functionName(address.function())
                        .authType(address.access().authType())));
    }

    @Override
    public Set<String> permissions(String function) {
        return service.call("read the policy of", "function " + function, () -> {
            try {
                return PolicyStatements.ids(
                        reading.getPolicy(b -> b.functionName(function)).policy());
            } catch (ResourceNotFoundException e) {
                return Set.of();
            }
        });
    }

    @Override
    public void permit(String function, CallPermission permission) {
        creating("add", "the statement " + permission.statement() + " of function " + function, () -> {
            var request = AddPermissionRequest.builder().functionName(function).statementId(permission.statement());
            switch (permission.caller()) {
                case PUBLIC_URL ->
                    request.action("lambda:InvokeFunctionUrl").principal("*").functionUrlAuthType("NONE");
                case PUBLIC_CALL ->
                    request.action("lambda:InvokeFunction").principal("*").invokedViaFunctionUrl(true);
                case RULE ->
                    request.action("lambda:InvokeFunction")
                            .principal("events.amazonaws.com")
                            .sourceArn(permission.source().orElseThrow());
            }
            return changing.addPermission(request.build());
        });
    }

    @Override
    public void forbid(String function, String statement) {
        changing("take out", "the statement " + statement + " of function " + function, () -> {
            try {
                return Optional.of(
                        changing.removePermission(b -> b.functionName(function).statementId(statement)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Lambda has one error for "it is there already" and for "an update is under way"; what was asked tells. */
    private void creating(String action, String resource, Supplier<?> call) {
        changing(action, resource, () -> {
            try {
                return Optional.of(call.get());
            } catch (ResourceConflictException e) {
                throw Failure.of(FailureCode.RESOURCE_CONFLICT, resource + " is there already")
                        .where(service.place())
                        .why(String.valueOf(e.awsErrorDetails().errorMessage()))
                        .next("Look with 'picasso-analytics deploy status', then run the command again.")
                        .cause(e);
            }
        });
    }

    private <T> T changing(String action, String resource, Supplier<T> call) {
        return service.call(action, resource, () -> {
            try {
                return call.get();
            } catch (ResourceConflictException e) {
                throw Failure.of(FailureCode.FUNCTION_BUSY, "could not " + action + " " + resource)
                        .where(service.place())
                        .why(String.valueOf(e.awsErrorDetails().errorMessage()))
                        .cause(e);
            } catch (InvalidParameterValueException e) {
                throw Failure.of(FailureCode.BAD_CONFIGURATION, "could not " + action + " " + resource)
                        .where(service.place())
                        .why(String.valueOf(e.awsErrorDetails().errorMessage()))
                        .next("Lambda does not take a value; nothing was changed. 'picasso-analytics config show'"
                                + " shows what is set.")
                        .cause(e);
            }
        });
    }

    private Failure missing(String name) {
        return Failure.of(FailureCode.RESOURCE_MISSING, "function " + name + " is not there")
                .where(service.place())
                .next("Deploy it with 'picasso-analytics deploy push'.");
    }
}
