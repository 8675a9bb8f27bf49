package io.picasso.analytics.operation.provision;

import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.deploy.Deployment.Found;
import io.picasso.analytics.resource.DeployedFunction;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The functions, brought to what is declared by the same deployment as {@code deploy push}; never deleted. */
final class FunctionProvision implements PartProvision {
    private final Deployment deployment;
    private final Supplier<FunctionCode> code;

    /** @param code asked when it is compared or sent */
    FunctionProvision(Deployment deployment, Supplier<FunctionCode> code) {
        this.deployment = deployment;
        this.code = code;
    }

    @Override
    public List<Difference> compare() {
        return deployment.plan(deployment.declared(), code.get());
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        deployment.apply(changes, code.get(), progress);
        return new Applied(changes, List.of());
    }

    @Override
    public List<ResourceStatus> status() {
        return deployment.declared().stream().map(this::status).toList();
    }

    private ResourceStatus status(DeployedFunction declared) {
        Found found = deployment.find(declared);
        return found.function()
                .map(function -> status(function, found))
                .orElseGet(() -> ResourceStatus.missing(declared.function().kind(), declared.name()));
    }

    private static ResourceStatus status(FoundFunction function, Found found) {
        String runs = function.settings().runtime() + ", " + function.settings().memoryMb() + " MB, "
                + function.settings().timeout().toSeconds() + " s";
        String queue = found.trigger()
                .map(trigger -> "; its queue is " + trigger.state())
                .orElse("");
        String address = found.address().map(one -> "; " + one.url()).orElse("");
        return new ResourceStatus(
                "function",
                function.name(),
                function.trouble().isEmpty() ? function.state() : function.trouble(),
                Optional.empty(),
                Optional.of(function.codeBytes()),
                true,
                runs + queue + address);
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return deployment.declared().stream()
                .filter(declared -> deployment.find(declared).function().isPresent())
                .map(declared -> new Removal(
                        "function",
                        declared.name(),
                        "",
                        Optional.of("its environment may be others' too; 'aws lambda delete-function --function-name "
                                + declared.name() + "' deletes it")))
                .toList();
    }

    @Override
    public void remove(Removal removal) {
        throw new IllegalArgumentException("a function is never deleted here: " + removal.name());
    }
}
