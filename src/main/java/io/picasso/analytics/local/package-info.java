/**
 * The embedded stack as the command line sees it: where its state lies, whether it runs, how it is started and stopped.
 *
 * <p>Uses the JDK, the sibling package {@code failure}, and nothing of the engines: a command that asks for an endpoint
 * must not load them.
 */
package io.picasso.analytics.local;
