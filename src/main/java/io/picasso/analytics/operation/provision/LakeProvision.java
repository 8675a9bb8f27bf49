package io.picasso.analytics.operation.provision;

import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.OfCatalog;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The buckets and the table over them: made in this order, taken down in the other. */
final class LakeProvision implements PartProvision {
    private final BucketProvision buckets;
    private final CatalogProvision catalog;

    LakeProvision(BucketProvision buckets, CatalogProvision catalog) {
        this.buckets = buckets;
        this.catalog = catalog;
    }

    @Override
    public List<Difference> compare() {
        return both(buckets.compare(), catalog.compare());
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        return buckets.apply(
                        changes.stream()
                                .filter(change -> !(change instanceof OfCatalog))
                                .toList(),
                        progress)
                .and(catalog.apply(
                        changes.stream().filter(OfCatalog.class::isInstance).toList(), progress));
    }

    @Override
    public List<ResourceStatus> status() {
        return both(buckets.status(), catalog.status());
    }

    /** The table first: dropping it is a statement whose answer needs the bucket. */
    @Override
    public List<Removal> removals(boolean withData) {
        return both(catalog.removals(withData), buckets.removals(withData));
    }

    @Override
    public void remove(Removal removal) {
        (removal.kind().equals("bucket") ? buckets : catalog).remove(removal);
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
