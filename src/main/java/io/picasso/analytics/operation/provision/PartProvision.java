package io.picasso.analytics.operation.provision;

import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.ResourceChange;
import java.util.List;
import java.util.function.Consumer;

/** The work on the resources of one part. Absent resources are results here, never failures. */
interface PartProvision {
    /** Compares every declared resource with what is there; changes nothing. */
    List<Difference> compare();

    /** Makes the changes, and waits until what was changed can be used. */
    Applied apply(List<ResourceChange> changes, Consumer<String> progress);

    /** How every declared resource is now. */
    List<ResourceStatus> status();

    /**
     * The declared resources that are there, in the order in which they can be deleted.
     *
     * @param withData whether what holds data may go too
     */
    List<Removal> removals(boolean withData);

    /** Deletes one resource with everything in it. */
    void remove(Removal removal);
}
