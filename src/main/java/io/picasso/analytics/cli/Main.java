package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The process: builds what a command needs from outside, runs it, and ends with its exit status. */
public final class Main {
    /** How long an interrupted command may take to finish the batch it is in. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Main() {}

    private static final String IDLE_CONNECTIONS = "64";

    /** Starts the program; never returns. */
    public static void main(String[] arguments) {
        // The JDK keeps five idle connections to a host; a backfill has more at work, and each would be made anew.
        System.setProperty("http.maxConnections", IDLE_CONNECTIONS);
        Map<String, String> variables = System.getenv();
        WatchedOutput output = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
        Terminal terminal = ProcessTerminal.open(variables, output);
        Interruption interruption = new Interruption();
        // The JVM would say 143 after a termination signal; an interrupted command says the same whatever the signal.
        interruption.listen(
                PATIENCE,
                () -> Runtime.getRuntime()
                        .halt(FailureCode.INTERRUPTED.exitStatus().code()));
        int status = run(
                arguments,
                new Context(terminal, variables, Clock.systemUTC(), Path.of("").toAbsolutePath(), interruption));
        interruption.finished();
        if (output.loss().isPresent()) {
            System.err.println("error " + FailureCode.UNUSABLE_FILE.id() + ": The answer could not be written: "
                    + output.loss().get().getMessage());
            status = FailureCode.UNUSABLE_FILE.exitStatus().code();
        }
        System.exit(status);
    }

    /**
     * Runs one command line to its end, with everything it prints flushed.
     *
     * @return the exit status, one of {@link io.picasso.analytics.failure.ExitStatus}
     */
    public static int run(String[] arguments, Context context) {
        RootCommand root = new RootCommand(context);
        FailurePrinter failures = new FailurePrinter(root, List.of(arguments));
        try {
            CommandLine line = CommandTree.forArguments(root, List.of(arguments));
            line.setParameterExceptionHandler((wrong, given) -> failures.print(wrong));
            line.setExecutionExceptionHandler((thrown, command, parsed) -> failures.print(thrown));
            line.setExecutionStrategy(parsed -> {
                try {
                    root.prepare();
                } catch (Failure failure) {
                    return failures.print(failure);
                }
                return new CommandLine.RunLast().execute(parsed);
            });
            return line.execute(arguments);
        } catch (RuntimeException | Error bug) {
            return failures.print(bug);
        } finally {
            context.terminal().out().flush();
            context.terminal().err().flush();
        }
    }
}
