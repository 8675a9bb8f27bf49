package io.picasso.analytics.operation.lake;

import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through the lake day by day, holding one day's listing at a time. */
final class LakeDays {
    private LakeDays() {}

    /** Hands over each day of the selection that has objects, in the order of the listing. */
    static void forEach(ObjectStore lake, LakeSelection selection, Consumer<LakeDay> consumer) {
        Iterator<Listed> listing = lake.list(selection.listingPrefix());
        List<Listed> objects = new ArrayList<>();
        Optional<LakeKey> current = Optional.empty();
        while (listing.hasNext()) {
            Listed object = listing.next();
            Optional<LakeKey> key = LakeKey.parse(object.path()).filter(k -> selection.includes(object.path(), k));
            if (key.isEmpty()) {
                continue;
            }
            // In text order the objects of a folder stand together.
            if (current.isPresent() && !sameDay(current.get(), key.get())) {
                consumer.accept(day(current.get(), objects));
                objects.clear();
            }
            current = key;
            objects.add(object);
        }
        current.ifPresent(last -> consumer.accept(day(last, objects)));
    }

    private static boolean sameDay(LakeKey one, LakeKey other) {
        return one.tenantId().equals(other.tenantId()) && one.day().equals(other.day());
    }

    private static LakeDay day(LakeKey key, List<Listed> objects) {
        return new LakeDay(key.tenantId(), key.day(), objects);
    }
}
