/**
 * Mends what the session tables lack although the lake has it.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.ingest}.
 */
package io.picasso.analytics.operation.repair;
