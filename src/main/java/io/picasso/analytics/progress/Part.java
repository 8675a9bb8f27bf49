package io.picasso.analytics.progress;

/**
 * A piece of a shard's input, such as a lake object.
 *
 * @param bytes its size as it is stored
 */
public record Part(String name, long bytes) {}
