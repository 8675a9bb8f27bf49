package io.picasso.analytics.operation.provision;

import java.util.List;

/**
 * What a destroy did.
 *
 * @param deleted what is gone
 * @param kept what is still there, each with its obstacle
 */
public record Destroyed(List<Removal> deleted, List<Removal> kept) {
    public Destroyed {
        deleted = List.copyOf(deleted);
        kept = List.copyOf(kept);
    }
}
