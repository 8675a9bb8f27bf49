package io.picasso.analytics.cli;

import picocli.CommandLine.Option;

/** {@code --yes} where nothing is asked: a script gives it to every command that changes something. */
final class NothingToConfirm {
    @Option(
            names = {"-y", "--yes"},
            description = "Accepted, as by every command that changes something; this one does not ask.")
    boolean yes;
}
