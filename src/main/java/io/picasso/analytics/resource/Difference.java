package io.picasso.analytics.resource;

import java.util.List;

/**
 * What lies between one declaration and what was found.
 *
 * @param declaration the resource as it should be
 * @param verdict what the comparison says
 * @param details each attribute that differs; empty for {@link Verdict#SAME}
 * @param changes the steps that remove the difference, in order; empty for SAME and CONFLICT
 * @param notes what is worth knowing and is not acted on
 */
public record Difference(
        Declaration declaration,
        Verdict verdict,
        List<Detail> details,
        List<ResourceChange> changes,
        List<String> notes) {
    public Difference {
        details = List.copyOf(details);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }
}
