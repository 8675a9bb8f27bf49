/**
 * The switch of the processor, and the two levels of a rollback: each change with a record that allows to take it back.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.deploy}.
 */
package io.picasso.analytics.operation.rollback;
