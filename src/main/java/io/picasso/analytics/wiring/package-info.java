/**
 * The composition root: the only place that knows which adapter stands behind which port.
 *
 * <p>Sees everything but the front doors.
 */
package io.picasso.analytics.wiring;
