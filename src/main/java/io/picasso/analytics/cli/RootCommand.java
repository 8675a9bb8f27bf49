package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Query;
import io.picasso.analytics.failure.ExitStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code picasso-analytics} itself: the global options, and how an answer is printed. */
@picocli.CommandLine.Command(
        name = "picasso-analytics",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        usageHelpAutoWidth = false,
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        description = "Operations toolkit for the session analytics of the Picasso chat widget.",
        footer = {
            "",
            "Example:",
            "  picasso-analytics quickstart",
            "  picasso-analytics session list --range 7d",
            "  picasso-analytics session list -o json --query 'sessions[].session_id'"
        })
final class RootCommand implements Callable<Integer> {
    final Context context;

    @Mixin
    GlobalOptions options = new GlobalOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    private final Configured configured;
    private @Nullable Query query;

    RootCommand(Context context) {
        this.context = context;
        this.configured = new Configured(context, options);
    }

    /** The configuration file, the environment and the settings; read when first asked for. */
    Configured configured() {
        return configured;
    }

    /** What is settled before any command runs: the log's level, and that the query can be understood. */
    void prepare() {
        Log.configure(options.verbose.length);
        query = options.query == null ? null : Query.parse(options.query);
    }

    void print(Answer answer) {
        Printer.of(options.format, Optional.ofNullable(query), context.terminal(), options.noColor)
                .print(answer);
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(context.terminal().err());
        return ExitStatus.USAGE.code();
    }
}
