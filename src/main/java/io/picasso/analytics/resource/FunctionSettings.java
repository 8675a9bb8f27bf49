package io.picasso.analytics.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * How a function runs.
 *
 * @param runtime Lambda's name of the runtime, such as {@code java17}
 * @param handler the class that is called
 * @param role ARN of the role it runs as; empty: as it is, which only a function that exists can be
 * @param memoryMb its memory in megabytes
 * @param timeout the longest time of one call
 */
public record FunctionSettings(String runtime, String handler, Optional<String> role, int memoryMb, Duration timeout) {}
