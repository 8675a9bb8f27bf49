package io.picasso.analytics.resource;

import java.util.List;

/**
 * A schedule as it was found.
 *
 * @param name the rule's name
 * @param arn its ARN
 * @param expression when it calls, in EventBridge's words
 * @param enabled whether it does
 * @param targets the ARNs of what it calls
 */
public record FoundSchedule(String name, String arn, String expression, boolean enabled, List<String> targets) {
    public FoundSchedule {
        targets = List.copyOf(targets);
    }
}
