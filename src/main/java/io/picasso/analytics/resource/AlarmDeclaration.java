package io.picasso.analytics.resource;

import java.util.Optional;

/**
 * An alarm as it should be.
 *
 * @param id what it watches, in a word or two; the name of its section in the runbook
 * @param name the alarm's name in CloudWatch
 * @param rule when it fires
 * @param meaning what it means that it fires, in a sentence
 * @param topic ARN of the SNS topic that is told when it fires and when it clears; empty for none
 */
public record AlarmDeclaration(String id, String name, AlarmRule rule, String meaning, Optional<String> topic)
        implements Declaration {
    @Override
    public String kind() {
        return "alarm";
    }

    /** What CloudWatch shows with the alarm: its meaning, and where to read what to do. */
    public String description() {
        return meaning + " What to do: picasso-analytics runbook " + id + " (docs/runbook.md#" + id + ")";
    }
}
