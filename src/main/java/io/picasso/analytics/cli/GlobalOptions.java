package io.picasso.analytics.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every command takes, before or after its name. */
public final class GlobalOptions {
    /** The forms in which an answer can be printed. */
    public enum Format {
        table,
        json,
        ndjson,
        csv,
        yaml
    }

    @Option(
            names = {"-e", "--env"},
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Environment to work in; 'local' is the embedded stack on this machine.")
    @Nullable
    String environment;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration file to use instead of the one that is found.")
    @Nullable
    Path configFile;

    /** What was given with {@code --set}, by key. */
    final Map<String, String> settings = new LinkedHashMap<>();

    /** Collects by hand: picocli would forget what stands before the command when more stands after it. */
    @Option(
            names = "--set",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "Sets one setting for this run, stronger than variable and file; repeatable.")
    void set(@Nullable Map<String, String> given) {
        if (given != null) {
            settings.putAll(given);
        }
    }

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "How to print the answer: ${COMPLETION-CANDIDATES}.")
    Format format = Format.table;

    @Option(
            names = "--query",
            scope = ScopeType.INHERIT,
            paramLabel = "EXPR",
            description = "JMESPath expression applied to the answer's JSON.")
    @Nullable
    String query;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour, whatever the terminal.")
    boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Nothing but the answer and errors.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "More about what is done; twice: stack traces and the log of the AWS client.")
    boolean[] verbose = {};

    @Option(
            names = "--state-dir",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Folder of the embedded stack (variable: PICASSO_STATE_DIR).")
    @Nullable
    Path stateDirectory;
}
