/**
 * Brings an environment to what is declared: compares, plans, applies, shows and takes down.
 *
 * <p>Sees the pure packages, the ports, and the deployment and alarms it makes parts of.
 */
package io.picasso.analytics.operation.provision;
