/**
 * What the events of a session mean together: its summary, its outcome, its timeline, how long it is kept, and how lists
 * of sessions are asked for.
 *
 * <p>Pure: depends on the JDK, {@code event}, {@code failure}, {@code json} and {@code key} only.
 */
package io.picasso.analytics.session;
