package io.picasso.analytics.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one check found. It holds the limits as they were, so that it can be read when they are others.
 *
 * @param check the check's id
 * @param measures what is measured
 * @param verdict what it says
 * @param reason why it is not a pass, one sentence; no characters for a pass
 * @param figures the measured numbers; none where nothing was measured
 * @param limits what the figures had to be
 * @param samples how many things were measured
 * @param wanted how many had to be
 * @param series the numbers one by one; none where they were not kept
 * @param seen what was seen on the way, one sentence each
 * @param remedy what to do; no characters for a pass
 * @param began when measuring began
 * @param ended when it ended
 */
public record CheckResult(
        String check,
        String measures,
        GateVerdict verdict,
        String reason,
        List<Figure> figures,
        List<Limit> limits,
        int samples,
        int wanted,
        Series series,
        List<String> seen,
        String remedy,
        Instant began,
        Instant ended) {
    public CheckResult {
        figures = List.copyOf(figures);
        limits = List.copyOf(limits);
        seen = List.copyOf(seen);
    }

    public boolean passed() {
        return verdict == GateVerdict.PASS;
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(began, ended);
    }

    /** The figures for a person, such as {@code p50 4 ms, p99 9.1 ms}. */
    public String figuresText() {
        return figures.stream()
                .map(figure -> figure.name() + " " + figure.text())
                .collect(Collectors.joining(", "));
    }

    /** The limits for a person. */
    public String limitsText() {
        return limits.stream().map(Limit::text).collect(Collectors.joining(", "));
    }
}
