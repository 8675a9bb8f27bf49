/**
 * History into the session tables: from lake, files or warehouse, as fast as is allowed, killed and resumed at will,
 * accounted for, and taken back.
 *
 * <p>Sees the domain and {@code port}, and {@code operation.ingest} for what it does as the live path does it.
 */
package io.picasso.analytics.operation.backfill;
