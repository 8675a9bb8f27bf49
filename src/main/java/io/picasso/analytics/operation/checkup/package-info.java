/**
 * Makes checks one after the other: each where what it needs has passed, and judged by its own limits.
 *
 * <p>May use {@code gate} and {@code failure}.
 */
package io.picasso.analytics.operation.checkup;
