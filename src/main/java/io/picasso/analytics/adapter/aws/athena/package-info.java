/**
 * Athena behind our ports.
 *
 * <p>May use the SDK's Athena client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.athena;
