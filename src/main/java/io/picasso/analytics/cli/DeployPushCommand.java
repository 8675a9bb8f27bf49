package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes or updates the functions. */
@picocli.CommandLine.Command(
        name = "push",
        description = {
            "Makes the processor's function or brings it up to date: code, settings, variables, the queue that calls it.",
            "What is so already is not touched; variables of others stay. A new function writes the lake only, until"
                    + " 'writes enable'. After an interruption, run it again."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics deploy push --dry-run --env staging",
            "  picasso-analytics deploy push --yes --env staging"
        })
final class DeployPushCommand extends EnvironmentCommand {
    @Mixin
    PackageOption source = new PackageOption();

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
        List<Difference> plan = deployment.plan(code);
        int changes = plan.stream().mapToInt(one -> one.changes().size()).sum();
        if (dryRun || changes == 0) {
            print(new DeployPlanAnswer(settings.environment(), dryRun, false, plan));
            return ExitStatus.OK;
        }
        refuseWithoutRole(settings, plan);
        if (!yes) {
            plan.forEach(one -> one.changes().forEach(change -> note("will " + change.describe())));
        }
        ConfirmationOptions given = new ConfirmationOptions();
        given.yes = yes;
        new Confirmation(context().terminal(), given, false)
                .change("Make " + (changes == 1 ? "one change" : changes + " changes") + " in environment "
                        + settings.environment() + "?");
        deployment.apply(plan, code, this::note);
        print(new DeployPlanAnswer(settings.environment(), false, true, plan));
        return ExitStatus.OK;
    }

    /** A local engine asks for none. */
    private static void refuseWithoutRole(Settings settings, List<Difference> plan) {
        boolean creates = plan.get(0).verdict() == Verdict.CREATE;
        if (creates
                && !settings.isLocal()
                && settings.find(SettingKey.FUNCTION_ROLE).isEmpty()) {
            throw Failure.of(
                            FailureCode.BAD_CONFIGURATION,
                            "A function is made with a role, and none is set; nothing was changed")
                    .where(SettingKey.FUNCTION_ROLE.key())
                    .next("Set functions.role to the ARN of a role that may write the lake bucket and the session"
                            + " tables, read the mappings, take messages from the queue, and write logs.");
        }
    }
}
