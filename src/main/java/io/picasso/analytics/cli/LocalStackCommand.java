package io.picasso.analytics.cli;

import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.local.StateFolder;
import java.util.Optional;

/** A command about the stack of one state folder. */
abstract class LocalStackCommand extends Command {
    /** The stack of the folder that is meant, running or not. */
    final LocalStack stack() {
        StateFolder folder = StateFolder.resolve(
                Optional.ofNullable(options().stateDirectory).map(context().workingDirectory()::resolve),
                context().variables());
        return new LocalStack(folder, context().variables());
    }
}
