/**
 * Lambda behind our ports.
 *
 * <p>May use the SDK's Lambda client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.lambda;
