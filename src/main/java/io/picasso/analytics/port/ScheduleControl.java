package io.picasso.analytics.port;

import io.picasso.analytics.resource.FoundSchedule;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.util.Optional;

/**
 * Makes, changes and deletes rules that call functions from time to time. Whoever sends the same twice changes nothing.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: THROTTLED, DENIED, BAD_CONFIGURATION (a value is
 * not taken) when nothing was changed; SERVICE_UNAVAILABLE when there was no answer, and a change may have been made.
 */
public interface ScheduleControl {
    /** The rule as it is now; empty when there is none. */
    Optional<FoundSchedule> find(String name);

    /**
     * Makes the rule, or changes when it calls; what it calls stays.
     *
     * @param enabled whether it calls
     * @return its ARN
     */
    String put(ScheduleDeclaration schedule, boolean enabled);

    /**
     * Lets the rule call a function; what else it calls stays.
     *
     * @param functionArn ARN of the function
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING when the rule is not there
     */
    void target(ScheduleDeclaration schedule, String functionArn);

    /** Deletes the rule with everything it calls from its list; nothing happens where there is none. */
    void delete(String name);
}
