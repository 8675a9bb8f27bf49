/**
 * Questions to the whole lake in SQL, and its events read back through it.
 *
 * <p>Sees the pure packages, the ports and {@code operation.ingest}, which reads the lake's lines.
 */
package io.picasso.analytics.operation.warehouse;
