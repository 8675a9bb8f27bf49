package io.picasso.analytics.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that changes or deletes something. */
final class ConfirmationOptions {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. In a protected environment deleting also needs --confirm.")
    boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The name of what is deleted, instead of typing it.")
    @Nullable
    String confirm;

    @Option(names = "--dry-run", description = "Decide everything, change nothing.")
    boolean dryRun;
}
