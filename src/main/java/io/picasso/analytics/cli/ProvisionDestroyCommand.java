package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.provision.Destroyed;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.provision.Removal;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes parts of an environment down. */
@picocli.CommandLine.Command(
        name = "destroy",
        description = {
            "Deletes the declared resources of the parts that are named, after the environment's name was typed.",
            "What holds data is kept unless --with-data is given; a table with deletion protection is kept always.",
            "Ends with status 7 when something was kept."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics provision destroy queue --dry-run",
            "  picasso-analytics --env staging provision destroy tables queue --with-data"
        })
final class ProvisionDestroyCommand extends ProvisionPartsCommand {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Option(names = "--with-data", description = "Also delete what holds items, objects or messages, with all of it.")
    boolean withData;

    @Override
    ExitStatus run() {
        if (words.isEmpty()) {
            throw Failure.of(
                            FailureCode.BAD_USAGE,
                            "destroy needs to be told what: tables, lake, queue, schedule or alarms")
                    .next("Name the parts, and look first: 'picasso-analytics provision destroy queue --dry-run'.");
        }
        Set<Part> parts = parts();
        Provision provision = provision(LONGEST_WAIT);
        List<Removal> removals = provision.removals(parts, withData);
        List<Removal> free = removals.stream()
                .filter(removal -> removal.obstacle().isEmpty())
                .toList();
        if (confirmation.dryRun) {
            List<Removal> kept = removals.stream()
                    .filter(removal -> removal.obstacle().isPresent())
                    .toList();
            print(new ProvisionDestroyAnswer(environment(), true, new Destroyed(free, kept)));
            return ExitStatus.OK;
        }
        if (!free.isEmpty()) {
            confirm(free);
        }
        Destroyed destroyed = provision.destroy(parts, withData, removals, this::note);
        print(new ProvisionDestroyAnswer(environment(), false, destroyed));
        return destroyed.kept().isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
    }

    private void confirm(List<Removal> free) {
        free.forEach(removal -> note("will delete " + removal.kind() + " " + removal.name()
                + (removal.holds().isEmpty() ? "" : " with " + removal.holds())));
        String what = "the " + parts().stream().map(Part::word).collect(Collectors.joining(" and the "))
                + " of the environment";
        new Confirmation(context().terminal(), confirmation, settings().flag(SettingKey.PROTECTED))
                .delete(what, environment());
    }
}
