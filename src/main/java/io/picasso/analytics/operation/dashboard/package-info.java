/**
 * The dashboard's API: routes, each with its parameters and the shape of its answer, over the operations that the terminal
 * uses too. Knows HTTP only as {@link io.picasso.analytics.port.HttpCall} and
 * {@link io.picasso.analytics.port.HttpReply}.
 *
 * <p>Sees the domain, {@code port} and other operations.
 */
package io.picasso.analytics.operation.dashboard;
