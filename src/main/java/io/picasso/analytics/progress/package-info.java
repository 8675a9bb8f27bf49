/**
 * How far long work is, how fast it may go, and when it has to end: values and rules that a journal is folded into.
 *
 * <p>Pure: depends on the JDK, {@code event}, {@code failure}, {@code json} and {@code key} only. Time comes in as a
 * parameter.
 */
package io.picasso.analytics.progress;
