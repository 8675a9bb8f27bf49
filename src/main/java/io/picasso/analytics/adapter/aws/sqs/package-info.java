/**
 * SQS behind our ports.
 *
 * <p>May use the SDK's SQS client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.sqs;
