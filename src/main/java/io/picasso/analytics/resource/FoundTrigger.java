package io.picasso.analytics.resource;

import java.time.Duration;

/**
 * An event source mapping as it was found.
 *
 * @param id its UUID
 * @param function ARN of what it calls: a function, or one version or alias of it
 * @param source ARN of the queue
 * @param state Lambda's own word: Creating, Enabled, Disabled, Updating …
 * @param batchSize messages in one call at most
 * @param window how long a batch is let fill
 * @param reportsFailures whether failed messages are reported one by one
 */
public record FoundTrigger(
        String id,
        String function,
        String source,
        String state,
        int batchSize,
        Duration window,
        boolean reportsFailures) {
    /** Whether it is switched off, or on its way there. */
    public boolean isOff() {
        return state.equals("Disabled") || state.equals("Disabling");
    }

    /** Whether it calls a published version or an alias, whose environment is not the one that is switched. */
    public boolean callsVersion() {
        String[] parts = function.split(":");
        return parts.length > 7 && !parts[7].equals("$LATEST");
    }
}
