/**
 * The only code that touches DynamoDB Local. It is packed into a jar of its own, which one class loader opens together
 * with DynamoDB Local itself.
 *
 * <p>May use DynamoDB Local, Jetty, and {@code local.engine}.
 */
package io.picasso.analytics.local.dynamodb;
