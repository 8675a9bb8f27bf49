package io.picasso.analytics.cli;

import io.picasso.analytics.cli.GlobalOptions.Format;
import io.picasso.analytics.cli.render.Harmless;
import io.picasso.analytics.cli.render.JsonOutput;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/** The one place where a failure reaches the operator, and where it becomes an exit status. */
final class FailurePrinter {
    private static final int VERBOSITY_OF_TRACES = 2;

    private final RootCommand root;
    private final List<String> arguments;

    FailurePrinter(RootCommand root, List<String> arguments) {
        this.root = root;
        this.arguments = arguments;
    }

    /**
     * Prints what was thrown on standard error, as text or, with {@code -o json}, as a JSON object.
     *
     * @return the exit status that belongs to it
     */
    int print(Throwable thrown) {
        Terminal terminal = root.context.terminal();
        terminal.out().flush();
        Failure failure = asFailure(thrown);
        if (wantsJson()) {
            new JsonOutput().printSelected(asData(failure), terminal.err());
        } else {
            printText(failure, terminal.err());
        }
        if (root.options.verbose.length >= VERBOSITY_OF_TRACES) {
            thrown.printStackTrace(terminal.err());
        }
        return failure.code().exitStatus().code();
    }

    private static Failure asFailure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        if (thrown instanceof ParameterException wrong) {
            return wrong.getCause() instanceof Failure failure ? failure : WrongUsage.describe(wrong);
        }
        if (thrown instanceof InterruptedException) {
            return Failure.of(FailureCode.INTERRUPTED, "The command was interrupted");
        }
        Throwable cause = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
        if (cause instanceof FileSystemException file) {
            return unusable(file);
        }
        String message = thrown.getMessage();
        String kind = thrown.getClass().getSimpleName();
        return Failure.of(FailureCode.FAULT, "Something went wrong inside: " + kind)
                .why(message == null || message.isBlank() ? "no message came with it" : firstLine(message))
                .cause(thrown);
    }

    private static Failure unusable(FileSystemException e) {
        String why = e.getReason() != null
                ? e.getReason()
                : e instanceof NoSuchFileException
                        ? "it is not there, and cannot be made"
                        : e instanceof AccessDeniedException
                                ? "no right to do so"
                                : e.getClass().getSimpleName();
        return Failure.of(FailureCode.UNUSABLE_FILE, "A file or folder cannot be used")
                .where(String.valueOf(e.getFile()))
                .why(why)
                .cause(e);
    }

    private void printText(Failure failure, PrintStream err) {
        err.println("error " + failure.code().id() + ": " + oneLine(failure.what()));
        failure.where().ifPresent(place -> err.println("  where: " + oneLine(place)));
        failure.why().ifPresent(reason -> err.println("  why:   " + oneLine(reason)));
        err.println("  next:  " + oneLine(next(failure)));
    }

    private Map<String, Object> asData(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code().id());
        error.put("what", failure.what());
        failure.where().ifPresent(place -> error.put("where", place));
        failure.why().ifPresent(reason -> error.put("why", reason));
        error.put("next", next(failure));
        error.put("exit_status", failure.code().exitStatus().code());
        return Map.of("error", error);
    }

    private String next(Failure failure) {
        // There is none of that name, or the command is about the embedded stack whatever is named.
        boolean elsewhere = failure.code() == FailureCode.UNKNOWN_ENVIRONMENT || arguments.contains("local");
        return elsewhere ? failure.next() : Invocation.quoted(root.options.environment, failure.next());
    }

    /** Also true where the command line could not be read to its end: the wish is then looked up in the arguments. */
    private boolean wantsJson() {
        if (root.options.format == Format.json || root.options.format == Format.ndjson) {
            return true;
        }
        String joined = " " + String.join(" ", arguments).replace('=', ' ') + " ";
        return joined.matches("(?i).* (-o ?|--output )(nd)?json .*");
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    /** Keeps what came from data from moving the cursor or colouring the screen. */
    private static String oneLine(String text) {
        return Harmless.text(text);
    }
}
