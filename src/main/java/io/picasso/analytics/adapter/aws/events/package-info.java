/**
 * EventBridge behind our ports.
 *
 * <p>May use the SDK's EventBridge client, {@code adapter.aws}, the ports and the pure packages.
 */
package io.picasso.analytics.adapter.aws.events;
