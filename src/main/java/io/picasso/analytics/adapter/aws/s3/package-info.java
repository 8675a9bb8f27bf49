/**
 * S3 behind our ports.
 *
 * <p>May use the SDK's S3 client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.s3;
