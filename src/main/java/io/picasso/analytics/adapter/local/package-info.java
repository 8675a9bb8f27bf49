/**
 * What CloudWatch does, on this machine: the metrics out of the functions' logs, and alarms that are evaluated when they
 * are looked at.
 *
 * <p>May use the ports and the pure packages. What it is told as a folder is the embedded stack's.
 */
package io.picasso.analytics.adapter.local;
