/**
 * Brings an environment to what is declared: compares, plans, applies, shows and takes down.
 *
 * <p>Sees the pure packages and the ports only.
 */
package io.picasso.analytics.operation.provision;
