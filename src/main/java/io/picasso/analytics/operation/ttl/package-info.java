/**
 * Whether rows expire as they should: TTL is on, the values are right, rows go, and those that are to go are not shown.
 *
 * <p>May use the other operations, the ports and the pure packages.
 */
package io.picasso.analytics.operation.ttl;
