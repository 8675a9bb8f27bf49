package io.picasso.analytics.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command is given from outside, so that tests can give something else.
 *
 * @param terminal the streams
 * @param variables the process environment
 * @param clock the time
 * @param workingDirectory where relative paths start
 * @param interruption whether the command is asked to stop
 */
public record Context(
        Terminal terminal,
        Map<String, String> variables,
        Clock clock,
        Path workingDirectory,
        Interruption interruption) {
    /** A context that nobody interrupts. */
    public Context(Terminal terminal, Map<String, String> variables, Clock clock, Path workingDirectory) {
        this(terminal, variables, clock, workingDirectory, new Interruption());
    }
}
