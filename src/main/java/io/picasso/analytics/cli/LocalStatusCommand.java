package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.local.LocalStack;

/** Shows the embedded stack. */
@picocli.CommandLine.Command(
        name = "status",
        description = "Shows whether the embedded stack runs, where it answers, and which of its data survive a stop.",
        footer = {"", "Example:", "  picasso-analytics local status -o json --query running"})
final class LocalStatusCommand extends LocalStackCommand {
    @Override
    ExitStatus run() throws Exception {
        LocalStack stack = stack();
        print(new LocalStackAnswer(stack.find(), stack.folder()));
        return ExitStatus.OK;
    }
}
