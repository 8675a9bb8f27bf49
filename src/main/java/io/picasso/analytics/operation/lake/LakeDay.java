package io.picasso.analytics.operation.lake;

import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.port.ObjectStore.Listed;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The objects of a tenant's day as they were listed; at least one. */
public record LakeDay(String tenantId, LocalDate day, List<Listed> objects) {
    public LakeDay {
        objects = List.copyOf(objects);
    }

    /** Bytes as they lie in the store. */
    public long bytes() {
        return objects.stream().mapToLong(Listed::size).sum();
    }

    /** Whether there is nothing to gain: only compacted objects, and at most one of them small. */
    public boolean isCompact(PartLimits limits) {
        List<Listed> open = open(limits);
        return open.isEmpty() || (open.size() == 1 && key(open.get(0)).isCompacted());
    }

    /**
     * The objects whose lines are to be written anew. Compacted ones come first: so a run after one that was killed
     * arrives at the same objects, and has only to delete what is left over.
     */
    List<Listed> open(PartLimits limits) {
        return objects.stream()
                .filter(object -> !isSettled(object, limits))
                .sorted(Comparator.comparing((Listed object) -> !key(object).isCompacted())
                        .thenComparing(Listed::path))
                .toList();
    }

    /** The objects that stay; a line that is in one of them is not written again. */
    List<Listed> settled(PartLimits limits) {
        return objects.stream().filter(object -> isSettled(object, limits)).toList();
    }

    private static boolean isSettled(Listed object, PartLimits limits) {
        return key(object).isCompacted() && object.size() >= limits.settled();
    }

    static LakeKey key(Listed object) {
        return LakeKey.parse(object.path()).orElseThrow();
    }
}
