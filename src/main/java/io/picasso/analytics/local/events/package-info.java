/**
 * EventBridge on this machine: rules on a schedule, kept in a file, which call functions of the stack's Lambda.
 *
 * <p>May use the JDK's HTTP server and client, the pure packages and the JSON adapter. Runs only in the stack's own process
 * and in tests.
 */
package io.picasso.analytics.local.events;
