package io.picasso.analytics.cli;

import io.picasso.analytics.local.LocalStack;

/** A command about the stack of one state folder. */
abstract class LocalStackCommand extends Command {
    /** The stack of the folder that is meant, running or not. */
    final LocalStack stack() {
        return new LocalStack(stateFolder(), context().variables());
    }
}
