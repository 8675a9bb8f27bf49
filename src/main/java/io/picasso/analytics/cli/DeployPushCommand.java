package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes or updates the functions. */
@picocli.CommandLine.Command(
        name = "push",
        description = {
            "Makes the functions or brings them up to date: code, settings, variables, the queue that calls the processor,"
                    + " the API's address.",
            "What is so already is not touched; variables of others stay. A new processor writes the lake only, until"
                    + " 'writes enable'. After an interruption, run it again."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics deploy push --dry-run --env staging",
            "  picasso-analytics deploy push --function api --yes --env staging"
        })
final class DeployPushCommand extends EnvironmentCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description = "Only this function: processor, api, aggregator, or its name in Lambda. May be given again.")
    List<String> functions = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Show what would be changed, change nothing.")
    boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            converter = NaturalNumber.class,
            defaultValue = "300",
            description = "How long to wait for one change to come into force (default: ${DEFAULT-VALUE}).")
    int waitSeconds;

    @Override
    ExitStatus run() {
        FunctionCode code = source.read(context().workingDirectory()).code();
        Settings settings = wiring().settings();
        Deployment deployment =
                wiring().functions(Duration.ofSeconds(waitSeconds)).deployment();
        List<Difference> plan = deployment.plan(deployment.named(functions), code);
        List<ResourceChange> all =
                plan.stream().flatMap(one -> one.changes().stream()).toList();
        int changes = all.size();
        deployment.require(all);
        if (dryRun || changes == 0) {
            print(new DeployPlanAnswer(settings.environment(), dryRun, false, plan));
            return status(plan);
        }
        if (!yes) {
            all.forEach(change -> note("will " + change.describe()));
        }
        ConfirmationOptions given = new ConfirmationOptions();
        given.yes = yes;
        new Confirmation(context().terminal(), given, false)
                .change("Make " + (changes == 1 ? "one change" : changes + " changes") + " in environment "
                        + settings.environment() + "?");
        deployment.apply(all, code, this::note);
        print(new DeployPlanAnswer(settings.environment(), false, true, plan));
        return status(plan);
    }

    private static ExitStatus status(List<Difference> plan) {
        return plan.stream().anyMatch(difference -> difference.verdict() == Verdict.CONFLICT)
                ? ExitStatus.REFUSED
                : ExitStatus.OK;
    }
}
