/**
 * A change of a function's environment: one variable from before to after, its inverse, what lies between two
 * environments, and the record of a change with what followed.
 *
 * <p>Pure: depends on the JDK, {@code json}, {@code event} for the written form of times, and {@code failure}.
 */
package io.picasso.analytics.change;
