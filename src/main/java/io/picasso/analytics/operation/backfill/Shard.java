package io.picasso.analytics.operation.backfill;

/**
 * A piece of the input that is read by one reader from its beginning to its end: a tenant's day, or a file.
 *
 * @param name unique in the run
 * @param bytes its size as it is stored; for how far the run is
 */
public record Shard(String name, long bytes) {}
