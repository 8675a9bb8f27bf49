package io.picasso.analytics.operation.queue;

import io.picasso.analytics.event.RejectionReason;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in a message, and what the processor would say to it now.
 *
 * @param events its events as far as they can be read, those that would be rejected included
 * @param problems what stands against it; empty where all of it would be accepted
 * @param shard the shard it names, where it is no message of events
 */
public record MessageContents(List<Header> events, List<Problem> problems, Optional<Shard> shard) {
    /** Reason of a message against which nothing stands: it failed for another cause than itself. */
    public static final String ACCEPTABLE = "acceptable";

    /** Reason of an envelope without events. */
    public static final String EMPTY = "empty";

    /** Reason of a message whose tenant cannot be looked up at the moment, so that nothing is known. */
    public static final String LOOKUP_FAILED = "lookup_failed";

    /** Reason of a message on the queue of shards that names none. */
    public static final String NOT_A_SHARD = "not_a_shard";

    public MessageContents {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /**
     * Which event it is. Nothing of its payload.
     *
     * @param position in its envelope, from 0
     * @param tenantHash as it claims
     * @param tenantId by the mapping; empty when it would be rejected or that is not known
     */
    public record Header(
            int position, String type, String session, int step, String tenantHash, Optional<String> tenantId) {}

    /**
     * What stands against a message or a part of it.
     *
     * @param position of the part in its envelope, from 0; empty for the whole message
     * @param reason a label of {@link RejectionReason}, or one of the reasons here
     * @param detail what was found, without payload text
     */
    public record Problem(OptionalInt position, String reason, String detail) {}

    /** A shard of a backfill. */
    public record Shard(String run, String name) {}

    /** Every reason there is. */
    public static List<String> allReasons() {
        return Stream.concat(
                        Stream.of(ACCEPTABLE, EMPTY, LOOKUP_FAILED, NOT_A_SHARD),
                        Arrays.stream(RejectionReason.values()).map(RejectionReason::label))
                .toList();
    }

    /** Those that hold for this message; at least one. */
    public Set<String> reasons() {
        Set<String> reasons = new LinkedHashSet<>();
        problems.forEach(problem -> reasons.add(problem.reason()));
        if (reasons.isEmpty()) {
            reasons.add(events.isEmpty() && shard.isEmpty() ? EMPTY : ACCEPTABLE);
        }
        return reasons;
    }
}
