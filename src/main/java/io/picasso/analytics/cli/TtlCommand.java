package io.picasso.analytics.cli;

/** The commands about the expiry of rows. */
@picocli.CommandLine.Command(
        name = "ttl",
        description = "Whether rows expire as they should.",
        subcommands = {TtlVerifyCommand.class},
        footer = {"", "Example:", "  picasso-analytics ttl verify"})
final class TtlCommand {}
