package io.picasso.analytics.cli;

/** The commands about the tokens of the dashboard's API. */
@picocli.CommandLine.Command(
        name = "token",
        description = "Makes and revokes tokens for the dashboard's API.",
        subcommands = {TokenMintCommand.class, TokenRevokeCommand.class},
        footer = {"", "Example:", "  picasso-analytics token mint --tenant DEM000001"})
final class TokenCommand {}
