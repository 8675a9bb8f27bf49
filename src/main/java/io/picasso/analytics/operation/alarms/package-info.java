/**
 * Alarms: set as declared, and only on what is there.
 *
 * <p>May use the ports and the pure packages.
 */
package io.picasso.analytics.operation.alarms;
