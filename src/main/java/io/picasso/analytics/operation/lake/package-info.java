/**
 * Care of the lake: many small objects of a day become few large ones.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.ingest}.
 */
package io.picasso.analytics.operation.lake;
