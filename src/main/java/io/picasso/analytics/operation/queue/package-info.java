/**
 * What an operator does with the messages of a queue: looks at them, sends dead letters on, empties a queue.
 *
 * <p>Sees the pure packages, {@code port}, {@code operation.ingest} and {@code operation.backfill}.
 */
package io.picasso.analytics.operation.queue;
