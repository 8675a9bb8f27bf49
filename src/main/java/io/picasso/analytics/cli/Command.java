package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What every command is made of. A command reads its options into a request, calls one operation, and prints one
 * answer; failures are thrown as {@link Failure} and printed in one place.
 */
abstract class Command implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    /** Does the work; the exit status is the process's. */
    abstract ExitStatus run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return run().code();
    }

    /** The root command, which holds the global options and what was given from outside. */
    final RootCommand root() {
        return (RootCommand) spec.root().userObject();
    }

    final GlobalOptions options() {
        return root().options;
    }

    final Context context() {
        return root().context;
    }

    /**
     * The settings of the environment that is meant; resolved once.
     *
     * @throws io.picasso.analytics.failure.Failure when the environment is not known or the configuration is wrong
     */
    final Settings settings() {
        return root().configured().resolution().settings();
    }

    /** Asks before something is changed or deleted, more strictly where the environment is protected. */
    final Confirmation confirmation(ConfirmationOptions given) {
        return new Confirmation(context().terminal(), given, settings().flag(SettingKey.PROTECTED));
    }

    /** Tells how far long work is; with {@code --quiet} it tells nothing. */
    final Progress progress(String label, OptionalLong total) {
        return new Progress(context().terminal(), options().quiet, context().clock(), label, total);
    }

    /** The state folder of the embedded stack that is meant. */
    final StateFolder stateFolder() {
        Path given = options().stateDirectory;
        if (given != null && given.toString().isBlank()) {
            throw Failure.of(FailureCode.BAD_USAGE, "--state-dir names no folder")
                    .why("the text is empty; is a variable not set?");
        }
        return StateFolder.resolve(
                Optional.ofNullable(given).map(context().workingDirectory()::resolve),
                context().variables());
    }

    /**
     * Where the backfill runs of this machine lie: {@code PICASSO_JOURNAL_DIR}, else in the state folder where one is
     * given, else beside the usual one.
     */
    final Path runsFolder() {
        String given = context().variables().getOrDefault("PICASSO_JOURNAL_DIR", "");
        if (!given.isBlank()) {
            return context().workingDirectory().resolve(given);
        }
        boolean ownState = options().stateDirectory != null
                || !context().variables().getOrDefault("PICASSO_STATE_DIR", "").isBlank();
        Path state = stateFolder().root();
        return ownState ? state.resolve("backfill") : state.resolveSibling("backfill");
    }

    /** Prints an answer to standard output in the format that was asked for. */
    final void print(Answer answer) {
        root().print(answer);
    }

    /** A line on standard error for who wants to know more; only with {@code --verbose}. */
    final void detail(String text) {
        if (options().verbose.length > 0) {
            note(text);
        }
    }

    /** A line for the person at the terminal, on standard error; nothing with {@code --quiet}. */
    final void note(String text) {
        if (!options().quiet) {
            context().terminal().err().println(text);
        }
    }
}
