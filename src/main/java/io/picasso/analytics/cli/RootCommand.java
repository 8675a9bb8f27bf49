package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import picocli.CommandLine.Mixin;

/** {@code picasso-analytics} itself. */
@picocli.CommandLine.Command(
        name = "picasso-analytics",
        mixinStandardHelpOptions = true,
        description = "Operations toolkit for the session analytics of the Picasso chat widget.")
final class RootCommand implements Runnable {
    final Context context;

    @Mixin
    GlobalOptions options = new GlobalOptions();

    RootCommand(Context context) {
        this.context = context;
    }

    void print(Answer answer) {
        throw new IllegalStateException("rendering is wired by Main: " + answer);
    }

    @Override
    public void run() {
        picocli.CommandLine.usage(this, context.terminal().err());
    }
}
