package io.picasso.analytics.operation.gate;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The functions as they are, but for how long a call took: a busy machine must not decide what a test says. */
final class SteadyCalls implements FunctionControl {
    volatile boolean steady = true;

    private final FunctionControl control;

    SteadyCalls(FunctionControl control) {
        this.control = control;
    }

    @Override
    public Answer invoke(String name, byte[] payload) {
        Answer answer = control.invoke(name, payload);
        return steady
                ? new Answer(
                        answer.text(),
                        answer.failed(),
                        answer.log()
                                .replaceAll("(?<head>REPORT RequestId: \\S+\\s+Duration: )[0-9.]+", "${head}20.00")
                                .replaceAll("(?<head>\"TableOverheadMilliseconds\":)[1-9][0-9.]*", "${head}12.5"))
                : answer;
    }

    @Override
    public Optional<FoundFunction> find(String name) {
        return control.find(name);
    }

    @Override
    public void create(String name, FunctionSettings settings, EnvironmentMap environment, FunctionCode code) {
        control.create(name, settings, environment, code);
    }

    @Override
    public void updateCode(String name, FunctionCode code, String revision) {
        control.updateCode(name, code, revision);
    }

    @Override
    public void updateEnvironment(String name, EnvironmentMap environment, String revision) {
        control.updateEnvironment(name, environment, revision);
    }

    @Override
    public void configure(String name, FunctionSettings settings, EnvironmentMap environment, String revision) {
        control.configure(name, settings, environment, revision);
    }

    @Override
    public FoundFunction awaitSettled(String name) {
        return control.awaitSettled(name);
    }

    @Override
    public List<FoundTrigger> triggers(String function) {
        return control.triggers(function);
    }

    @Override
    public void createTrigger(TriggerDeclaration trigger, String queueArn) {
        control.createTrigger(trigger, queueArn);
    }

    @Override
    public void alterTrigger(String id, TriggerDeclaration trigger) {
        control.alterTrigger(id, trigger);
    }

    @Override
    public Optional<FoundAddress> address(String function) {
        return control.address(function);
    }

    @Override
    public void createAddress(AddressDeclaration address) {
        control.createAddress(address);
    }

    @Override
    public Set<String> permissions(String function) {
        return control.permissions(function);
    }

    @Override
    public void permit(String function, CallPermission permission) {
        control.permit(function, permission);
    }

    @Override
    public void forbid(String function, String statement) {
        control.forbid(function, statement);
    }
}
