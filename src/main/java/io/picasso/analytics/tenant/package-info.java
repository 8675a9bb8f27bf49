/**
 * How a tenant's hash is made from its id, and how the two are stored together.
 *
 * <p>Pure: depends on the JDK, {@code event} and {@code json} only.
 */
package io.picasso.analytics.tenant;
