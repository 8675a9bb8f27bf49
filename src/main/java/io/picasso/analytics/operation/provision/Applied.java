package io.picasso.analytics.operation.provision;

import io.picasso.analytics.resource.ResourceChange;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an apply did.
 *
 * @param made the changes that were made, in order
 * @param notes what could not be done and why
 */
public record Applied(List<ResourceChange> made, List<String> notes) {
    public Applied {
        made = List.copyOf(made);
        notes = List.copyOf(notes);
    }

    /** Both together. */
    Applied and(Applied other) {
        return new Applied(
                Stream.concat(made.stream(), other.made.stream()).toList(),
                Stream.concat(notes.stream(), other.notes.stream()).toList());
    }
}
