package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.session.SessionRange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say when sessions began: a named range, or bounds. */
final class RangeOptions {
    static final String DEFAULT_RANGE = "30d";

    @Option(
            names = "--range",
            paramLabel = "RANGE",
            description = "The last 1d to 365d, from the beginning of a UTC day; default: " + DEFAULT_RANGE + ".")
    @Nullable
    String range;

    @Option(names = "--from", paramLabel = "TIME", description = "First UTC date, or first instant.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Last UTC date, or last instant; it is included.")
    @Nullable
    String to;

    /** Whether one of them was given. */
    boolean given() {
        return range != null || from != null || to != null;
    }

    /**
     * The range that is meant.
     *
     * @throws Failure BAD_USAGE when it is given in both ways; INVALID_INPUT when it cannot be read
     */
    SessionRange at(Instant now) {
        if (from == null && to == null) {
            return SessionRange.last(range == null ? DEFAULT_RANGE : range, now);
        }
        if (range != null) {
            throw Failure.of(FailureCode.BAD_USAGE, "--range and --from or --to exclude each other");
        }
        return SessionRange.between(Optional.ofNullable(from), Optional.ofNullable(to), now);
    }
}
