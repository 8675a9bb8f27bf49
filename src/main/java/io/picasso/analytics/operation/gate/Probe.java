package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Measurement;

/** Measures one check. */
@FunctionalInterface
interface Probe {
    /**
     * Measures. A {@link io.picasso.analytics.failure.Failure} that is thrown means that it could not be measured.
     */
    Measurement measure();
}
