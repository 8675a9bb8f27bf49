/**
 * What to do when an alarm fires or a check does not pass.
 *
 * <p>May use {@code gate}, {@code resource}, and the checks of the other operations.
 */
package io.picasso.analytics.operation.runbook;
