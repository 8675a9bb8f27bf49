/**
 * What the operations need from outside, in the core's own words. Each interface is a contract: what happens when a
 * thing is missing, when a call fails half way, and what may be repeated.
 *
 * <p>Depends on the pure packages only.
 */
package io.picasso.analytics.port;
