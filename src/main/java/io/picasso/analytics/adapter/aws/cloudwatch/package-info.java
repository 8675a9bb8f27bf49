/**
 * CloudWatch and CloudWatch Logs behind our ports.
 *
 * <p>May use the SDK's clients of the two, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.cloudwatch;
