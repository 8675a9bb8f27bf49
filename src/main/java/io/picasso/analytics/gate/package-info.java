/**
 * Gates as data: the phases of a rollout, the checks of each, what a measurement says about a check, the worst of several
 * verdicts, and the chained records that prove it afterwards.
 *
 * <p>Pure: depends on the JDK, {@code json} and {@code event} for the written form of times. Times come in as parameters.
 */
package io.picasso.analytics.gate;
