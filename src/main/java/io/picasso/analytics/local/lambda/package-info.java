/**
 * Lambda on this machine: its REST protocol, functions as zips that are run for real in JVMs of their own, the queues that
 * call them, and their addresses.
 *
 * <p>May use the JDK's HTTP server, {@code adapter.aws.sqs} to read queues, the pure packages and the JSON adapter. Runs
 * only in the stack's own process and in tests.
 */
package io.picasso.analytics.local.lambda;
