/**
 * Brings the functions of an environment to what is declared, and changes one without doing so twice.
 *
 * <p>Sees the pure packages and {@code port}.
 */
package io.picasso.analytics.operation.deploy;
