/**
 * Lists, finds and adds tenants.
 *
 * <p>Sees the pure packages and the ports only.
 */
package io.picasso.analytics.operation.tenants;
