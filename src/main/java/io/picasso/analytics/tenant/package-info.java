/**
 * Tenants: the form of their ids and hashes, and how a hash is made from an id.
 *
 * <p>Pure: depends on the JDK and {@code failure} only.
 */
package io.picasso.analytics.tenant;
