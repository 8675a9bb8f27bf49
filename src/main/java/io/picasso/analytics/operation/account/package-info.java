/**
 * Accounts for every number: which events are behind it, and where each event of a session is.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.ingest}.
 */
package io.picasso.analytics.operation.account;
