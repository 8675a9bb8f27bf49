/**
 * Questions about sessions: one session with its timeline, and lists of sessions, each of one tenant.
 *
 * <p>Sees the pure packages, {@code port} and {@code operation.tenants}.
 */
package io.picasso.analytics.operation.query;
