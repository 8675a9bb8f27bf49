package io.picasso.analytics.gate;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing that happened to a gate, as it is written down. What stands in one is never changed. */
public sealed interface Evidence {
    /** The run it belongs to. */
    String run();

    /** When it happened. */
    Instant at();

    /**
     * A phase was begun.
     *
     * @param who the AWS identity, or the person and machine where there is none
     * @param versions what was running, such as {@code program} and {@code processor}, each with its version
     * @param override why it ran although the phase before had not passed; empty where it had
     * @param resumes the run whose passed checks count; empty where everything is measured
     */
    record Begun(
            String run,
            Instant at,
            Phase phase,
            String environment,
            String who,
            SortedMap<String, String> versions,
            Optional<String> override,
            Optional<String> resumes)
            implements Evidence {
        public Begun {
            versions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        }
    }

    /**
     * A check was made.
     *
     * @param takenFrom the run in which it was measured; empty where it was this one
     */
    record Checked(String run, Instant at, CheckResult result, Optional<String> takenFrom) implements Evidence {}

    /**
     * The table writes were switched off because a check had failed.
     *
     * @param done whether they are off
     * @param detail what was done or why it was not, and how to take it back
     */
    record RolledBack(String run, Instant at, boolean done, String detail) implements Evidence {}

    /**
     * A phase came to its end.
     *
     * @param cutShort why it did not come to the end of its checks; no characters when it did
     */
    record Ended(String run, Instant at, Phase phase, GateVerdict verdict, String cutShort) implements Evidence {}
}
