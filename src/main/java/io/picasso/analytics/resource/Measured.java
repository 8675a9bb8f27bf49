package io.picasso.analytics.resource;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a metric.
 *
 * @param points its values, in the order of time
 * @param gap why there can be none here, such as that this engine does not measure it; no characters where it is measured
 */
public record Measured(List<Point> points, String gap) {
    /**
     * A value.
     *
     * @param at when it was measured, or the beginning of the period it stands for
     */
    public record Point(Instant at, double value) {}

    public Measured {
        points = List.copyOf(points);
    }

    /** Values; none means that nothing happened. */
    public static Measured of(List<Point> points) {
        return new Measured(points, "");
    }

    /** It is not measured here, for that reason. */
    public static Measured not(String why) {
        return new Measured(List.of(), why);
    }

    /** Whether it is measured at all. */
    public boolean possible() {
        return gap.isEmpty();
    }
}
