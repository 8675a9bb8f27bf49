package io.picasso.analytics.operation.provision;

import io.picasso.analytics.port.BucketControl;
import io.picasso.analytics.port.BucketControl.Contents;
import io.picasso.analytics.port.BucketControl.Lifecycle;
import io.picasso.analytics.resource.BucketComparison;
import io.picasso.analytics.resource.BucketDeclaration;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundBucket;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.CreateBucket;
import io.picasso.analytics.resource.ResourceChange.SetExpiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The buckets. */
final class BucketProvision implements PartProvision {
    private final List<BucketDeclaration> buckets;
    private final BucketControl control;

    BucketProvision(List<BucketDeclaration> buckets, BucketControl control) {
        this.buckets = buckets;
        this.control = control;
    }

    @Override
    public List<Difference> compare() {
        return buckets.stream()
                .map(bucket -> BucketComparison.compare(bucket, control.find(bucket.name())))
                .toList();
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        List<ResourceChange> made = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            if (change instanceof CreateBucket create) {
                control.create(create.bucket());
                made.add(change);
            } else if (change instanceof SetExpiry set) {
                if (control.setExpiry(set.bucket(), set.rules()) == Lifecycle.SET) {
                    made.add(change);
                } else {
                    notes.add(set.bucket() + ": " + BucketComparison.NO_LIFECYCLE);
                }
            } else {
                throw new IllegalArgumentException("not a change of a bucket: " + change);
            }
        }
        return new Applied(made, notes);
    }

    @Override
    public List<ResourceStatus> status() {
        return buckets.stream()
                .map(bucket -> control.find(bucket.name())
                        .map(this::status)
                        .orElseGet(() -> ResourceStatus.missing(bucket.kind(), bucket.name())))
                .toList();
    }

    private ResourceStatus status(FoundBucket bucket) {
        Contents contents = control.contents(bucket.name());
        String detail = bucket.expiryRules()
                .map(rules -> rules.isEmpty()
                        ? "no lifecycle"
                        : String.join(
                                ", ",
                                rules.stream()
                                        .map(rule -> rule.prefix() + " " + rule.days() + " d")
                                        .toList()))
                .orElse(BucketComparison.NO_LIFECYCLE);
        return new ResourceStatus(
                "bucket",
                bucket.name(),
                "available",
                Optional.of(contents.objects()),
                Optional.of(contents.bytes()),
                contents.complete(),
                detail);
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return buckets.stream()
                .filter(bucket -> control.find(bucket.name()).isPresent())
                .map(bucket -> {
                    Contents contents = control.contents(bucket.name());
                    String holds = contents.objects() == 0
                            ? ""
                            : contents.objects() + (contents.complete() ? "" : " and more") + " objects";
                    return new Removal("bucket", bucket.name(), holds, Removal.unlessAsked(holds, withData));
                })
                .toList();
    }

    @Override
    public void remove(Removal removal) {
        if (!removal.holds().isEmpty()) {
            control.empty(removal.name(), "");
        }
        control.delete(removal.name());
    }
}
