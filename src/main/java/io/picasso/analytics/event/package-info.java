/**
 * What happened: an event in the visitor's session, the wire formats it comes in, and the rules that accept or reject
 * it.
 *
 * <p>Pure: depends on the JDK and {@code json} only.
 */
package io.picasso.analytics.event;
