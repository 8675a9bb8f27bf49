package io.picasso.analytics.session;

/**
 * A hole in the step numbers of a session: events that were never sent, got lost, or are past their retention.
 *
 * @param first the first step that is missing, at least 1
 * @param last the last one, at least {@code first}
 */
public record MissingSteps(int first, int last) {
    /** In words, such as {@code steps 4-6 missing}. */
    @Override
    public String toString() {
        return first == last ? "step " + first + " missing" : "steps " + first + "-" + last + " missing";
    }
}
