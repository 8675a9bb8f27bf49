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
 */
public record Context(Terminal terminal, Map<String, String> variables, Clock clock, Path workingDirectory) {}
