package io.picasso.analytics.operation.provision;

import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The comparison of some parts of an environment with their declarations, and with it the changes an apply makes.
 *
 * @param differences one entry for every declared resource of the parts that were looked at
 */
public record ProvisionPlan(Map<Part, List<Difference>> differences) {
    public ProvisionPlan {
        EnumMap<Part, List<Difference>> copy = new EnumMap<>(Part.class);
        differences.forEach((part, list) -> copy.put(part, List.copyOf(list)));
        differences = Collections.unmodifiableMap(copy);
    }

    /** Every resource that was looked at, in the order in which it is built. */
    public List<Difference> all() {
        return differences.values().stream().flatMap(List::stream).toList();
    }

    /** How many resources have that verdict. */
    public long count(Verdict verdict) {
        return all().stream()
                .filter(difference -> difference.verdict() == verdict)
                .count();
    }

    /** The resources that stand in the way of an apply. */
    public List<Difference> conflicts() {
        return all().stream()
                .filter(difference -> difference.verdict() == Verdict.CONFLICT)
                .toList();
    }

    /** Every change of the plan, in order. */
    public List<ResourceChange> changes() {
        return all().stream()
                .flatMap(difference -> difference.changes().stream())
                .toList();
    }

    /** Whether everything is as declared. */
    public boolean same() {
        return count(Verdict.SAME) == all().size();
    }
}
