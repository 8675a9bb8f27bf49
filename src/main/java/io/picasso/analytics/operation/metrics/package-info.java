/**
 * Answers what is asked of a metric, from the cache, the session tables or the lake, and computes ahead what the cache
 * holds.
 *
 * <p>Sees the pure packages, the ports, and {@code operation.tenants} and {@code operation.warehouse}.
 */
package io.picasso.analytics.operation.metrics;
