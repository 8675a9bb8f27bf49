package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.FunctionPackage;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.deploy.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is deployed. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows each function: its state, whether its code is that of the package here, whether its variables are"
                    + " complete, what calls it, and its address."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics deploy status --env staging",
            "  picasso-analytics deploy status --function api --query functions[0].url -o json"
        })
final class DeployStatusCommand extends EnvironmentCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description = "Only this function: processor, api, aggregator, or its name in Lambda. May be given again.")
    List<String> functions = List.of();

    @Override
    ExitStatus run() {
        Deployment deployment = wiring().functions(Duration.ZERO).deployment();
        List<DeployStatusAnswer.Row> rows = deployment.named(functions).stream()
                .map(function -> new DeployStatusAnswer.Row(deployment.due(function), deployment.find(function)))
                .toList();
        boolean any = rows.stream().anyMatch(row -> row.found().function().isPresent());
        print(new DeployStatusAnswer(wiring().settings().environment(), rows, any ? codeHere() : Optional.empty()));
        return ExitStatus.OK;
    }

    /** Without a package here there is nothing to compare with; the rest can be told all the same. */
    private Optional<String> codeHere() {
        try {
            FunctionPackage here = source.read(context().workingDirectory());
            return Optional.of(here.code().sha256());
        } catch (Failure none) {
            note(none.what() + " (" + none.where().orElse("") + "): "
                    + none.why().orElse(""));
            return Optional.empty();
        }
    }
}
