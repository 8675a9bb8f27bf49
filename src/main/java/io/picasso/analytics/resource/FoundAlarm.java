package io.picasso.analytics.resource;

import java.util.Set;

/**
 * An alarm as it was found.
 *
 * @param name its name
 * @param rule when it fires; one of a shape we do not use differs from every rule of ours
 * @param description what is shown with it; may have no characters
 * @param topics ARNs of what is told when it fires
 * @param state how it is now
 */
public record FoundAlarm(String name, AlarmRule rule, String description, Set<String> topics, AlarmState state) {
    public FoundAlarm {
        topics = Set.copyOf(topics);
    }
}
