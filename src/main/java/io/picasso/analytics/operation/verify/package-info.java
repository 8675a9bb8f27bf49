/**
 * Compares the lake with the session tables, row by row, says every difference, and mends it.
 *
 * <p>Two looks. The first goes over everything once, day by day, with a few numbers for each session. The second reads
 * exactly, strongly consistent, the sessions whose numbers do not agree; only what it finds twice is a difference.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.ingest} (to read the lake).
 */
package io.picasso.analytics.operation.verify;
