package io.picasso.analytics.operation.backfill;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * What is on its way to the tables. Where a rate is set it is no more than a second of it, so that a run that is killed
 * has no more to do again. Safe for many threads.
 */
final class UnderWay {
    /** So many parcels share that second, so that one can be made while others are written. */
    private static final int PARCELS = 4;

    private final Supplier<OptionalDouble> rate;
    private double units;

    /** @param rate write units a second; empty for as many as the table takes */
    UnderWay(Supplier<OptionalDouble> rate) {
        this.rate = rate;
    }

    /** Write units a parcel should cost at most; infinite where no rate is set. */
    double mostOfParcel() {
        return most() / PARCELS;
    }

    /** Whether a parcel may go now; then it is on its way. One that is too much by itself goes alone. */
    synchronized boolean enters(Parcel parcel) {
        if (units > 0 && units + parcel.estimate() > most()) {
            return false;
        }
        units += parcel.estimate();
        return true;
    }

    /** A parcel has arrived, or will not. */
    synchronized void leaves(Parcel parcel) {
        units -= parcel.estimate();
    }

    /** Write units, estimated. */
    synchronized double units() {
        return units;
    }

    private double most() {
        return rate.get().orElse(Double.POSITIVE_INFINITY);
    }
}
