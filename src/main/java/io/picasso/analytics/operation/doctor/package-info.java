/**
 * The doctor: looks for the faults that keep events from getting where they belong, one check each.
 *
 * <p>May use the other operations, the ports and the pure packages.
 */
package io.picasso.analytics.operation.doctor;
