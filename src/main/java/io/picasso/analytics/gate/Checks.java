package io.picasso.analytics.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every check of every phase, in the order in which they are made. */
public final class Checks {
    private static final List<Check> ALL = Stream.of(
                    TableChecks.ALL, ProcessorChecks.ALL, FunctionChecks.ALL, DashboardChecks.ALL, EndToEndChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private Checks() {}

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }

    /** Those of one phase. */
    public static List<Check> of(Phase phase) {
        return ALL.stream()
                .filter(check -> check.id().startsWith(phase.number() + "."))
                .toList();
    }

    /** The check of that id; empty when there is none. */
    public static Optional<Check> find(String id) {
        return ALL.stream().filter(check -> check.id().equals(id)).findFirst();
    }

    /** The last check of a phase: that nothing is left of what the others wrote. */
    static Check clean(Phase phase, PlanLine... covers) {
        return new Check(
                phase.number() + ".clean",
                "what is left of the probes: rows, objects, tenants",
                List.of(),
                List.of(Limit.none("left")),
                1,
                "Run the gate again: it begins by removing what is left. What stands here cannot be removed now.",
                List.of(covers));
    }
}
