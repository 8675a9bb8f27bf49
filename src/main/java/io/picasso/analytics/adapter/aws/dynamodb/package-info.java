/**
 * DynamoDB behind our ports.
 *
 * <p>May use the SDK's DynamoDB client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.dynamodb;
