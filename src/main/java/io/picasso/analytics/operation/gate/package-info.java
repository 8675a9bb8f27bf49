/**
 * The gates of a rollout: measures the checks of a phase against the environment with sessions of its own, removes them
 * again, and keeps the evidence.
 *
 * <p>Sees the domain, {@code port}, {@code sample} and other operations.
 */
package io.picasso.analytics.operation.gate;
