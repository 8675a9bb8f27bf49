/**
 * Who may ask: tokens are judged, made and revoked, and the tenant they prove is found.
 *
 * <p>Sees the domain and {@code port}.
 */
package io.picasso.analytics.operation.access;
