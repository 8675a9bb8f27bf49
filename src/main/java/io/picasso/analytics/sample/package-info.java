/**
 * Real conversations, turned into the messages the widget and a server would have sent: for demonstrations and for
 * tests. Nothing is random: the same conversation always gives the same events.
 *
 * <p>Depends on the JDK, {@code json}, {@code event} and {@code port} only; reads nothing but its own resource.
 */
package io.picasso.analytics.sample;
