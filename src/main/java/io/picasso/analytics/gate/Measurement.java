package io.picasso.analytics.gate;

import java.util.List;
import java.util.Optional;

/** What measuring a check gave. What it means, the check's limits say. */
public sealed interface Measurement {
    /** What was seen on the way, for a person, one sentence each. */
    List<String> seen();

    /** The measured numbers; none where nothing could be measured. */
    List<Figure> figures();

    /** How many things the figures were taken from. */
    int samples();

    /** The numbers one by one. */
    Series series();

    /**
     * It was measured to the end.
     *
     * @param samples how many things the figures were taken from
     */
    record Taken(List<Figure> figures, int samples, Series series, List<String> seen) implements Measurement {
        public Taken {
            figures = List.copyOf(figures);
            seen = List.copyOf(seen);
        }
    }

    /**
     * It cannot be told: there is nothing to measure, or the measuring was cut short.
     *
     * @param reason why, one sentence
     */
    record Untold(String reason, List<Figure> figures, int samples, Series series, List<String> seen)
            implements Measurement {
        public Untold {
            figures = List.copyOf(figures);
            seen = List.copyOf(seen);
        }
    }

    /**
     * Measuring went wrong.
     *
     * @param reason what went wrong, one sentence
     */
    record Broken(String reason, List<String> seen) implements Measurement {
        public Broken {
            seen = List.copyOf(seen);
        }

        @Override
        public List<Figure> figures() {
            return List.of();
        }

        @Override
        public int samples() {
            return 0;
        }

        @Override
        public Series series() {
            return Series.NONE;
        }
    }

    /** Figures that were measured once each. */
    static Measurement taken(int samples, Figure... figures) {
        return new Taken(List.of(figures), samples, Series.NONE, List.of());
    }

    /** Nothing can be told, for this reason. */
    static Measurement untold(String reason) {
        return new Untold(reason, List.of(), 0, Series.NONE, List.of());
    }

    /** Measuring went wrong, for this reason. */
    static Measurement broken(String reason) {
        return new Broken(reason, List.of());
    }

    /** The same, with what was seen on the way. */
    default Measurement seeing(List<String> sentences) {
        if (this instanceof Taken taken) {
            return new Taken(taken.figures(), taken.samples(), taken.series(), sentences);
        }
        if (this instanceof Untold untold) {
            return new Untold(untold.reason(), untold.figures(), untold.samples(), untold.series(), sentences);
        }
        return new Broken(((Broken) this).reason(), sentences);
    }

    /** The same of which the end was not reached: what was measured is kept, and proves nothing. */
    default Measurement cutShort(String reason) {
        return this instanceof Broken ? this : new Untold(reason, figures(), samples(), series(), seen());
    }

    /** The figure of that name; empty when it was not measured. */
    default Optional<Figure> figure(String name) {
        return figures().stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
