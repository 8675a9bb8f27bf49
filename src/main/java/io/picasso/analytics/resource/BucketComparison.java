package io.picasso.analytics.resource;

import io.picasso.analytics.resource.ResourceChange.CreateBucket;
import io.picasso.analytics.resource.ResourceChange.SetExpiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares a declared bucket with the one that was found. */
public final class BucketComparison {
    /** Said where an engine cannot delete objects by age. */
    public static final String NO_LIFECYCLE = "lifecycle: not supported by this engine, objects are kept for ever";

    private BucketComparison() {}

    /** The difference; an empty {@code found} means there is no such bucket. */
    public static Difference compare(BucketDeclaration wanted, Optional<FoundBucket> found) {
        return found.map(bucket -> compare(wanted, bucket)).orElseGet(() -> create(wanted));
    }

    private static Difference create(BucketDeclaration wanted) {
        List<Detail> details = new ArrayList<>();
        List<ResourceChange> changes = new ArrayList<>();
        changes.add(new CreateBucket(wanted.name()));
        for (Prefix prefix : wanted.prefixes()) {
            details.add(new Detail("prefix " + prefix.path(), Detail.NONE, kept(prefix)));
        }
        if (!wanted.expiryRules().isEmpty()) {
            changes.add(new SetExpiry(wanted.name(), wanted.expiryRules()));
        }
        return Comparison.create(wanted, details, changes);
    }

    private static Difference compare(BucketDeclaration wanted, FoundBucket found) {
        Comparison comparison = new Comparison(wanted);
        List<ExpiryRule> rules = wanted.expiryRules();
        if (found.expiryRules().isEmpty()) {
            if (!rules.isEmpty()) {
                comparison.note(NO_LIFECYCLE);
            }
            return comparison.difference();
        }
        List<ExpiryRule> there = found.expiryRules().get();
        for (Prefix prefix : wanted.prefixes()) {
            if (prefix.days().isPresent()) {
                compareExpiry(comparison, wanted, prefix, there);
            }
        }
        for (ExpiryRule rule : there) {
            if (rules.stream().noneMatch(declared -> declared.prefix().equals(rule.prefix()))) {
                compareStranger(comparison, wanted, rule);
            }
        }
        return comparison.difference();
    }

    private static void compareExpiry(
            Comparison comparison, BucketDeclaration wanted, Prefix prefix, List<ExpiryRule> there) {
        OptionalInt found = there.stream()
                .filter(rule -> rule.prefix().equals(prefix.path()))
                .mapToInt(ExpiryRule::days)
                .min(); // where several rules match an object, the earliest deletes it
        int days = prefix.days().orElseThrow();
        if (found.isPresent() && found.getAsInt() == days) {
            return;
        }
        String text = found.isPresent() ? "kept " + found.getAsInt() + " days" : "kept";
        comparison.alter(
                "prefix " + prefix.path(), text, kept(prefix), new SetExpiry(wanted.name(), wanted.expiryRules()));
        if (found.isEmpty() || found.getAsInt() > days) {
            comparison.note("S3 will delete what is older than " + days + " days under " + prefix.path());
        }
    }

    /** A rule nobody declared: harmless, or one that deletes what is declared to be kept. */
    private static void compareStranger(Comparison comparison, BucketDeclaration wanted, ExpiryRule rule) {
        for (Prefix prefix : wanted.prefixes()) {
            boolean overlaps =
                    prefix.path().startsWith(rule.prefix()) || rule.prefix().startsWith(prefix.path());
            boolean tooEarly = prefix.days().map(days -> rule.days() < days).orElse(true);
            if (overlaps && tooEarly) {
                String found = "deleted after " + rule.days() + " days by a rule on '" + rule.prefix() + "'";
                comparison.conflict("prefix " + prefix.path(), found, kept(prefix));
                return;
            }
        }
        comparison.note("a rule on '" + rule.prefix() + "' deletes after " + rule.days() + " days; it is not declared");
    }

    private static String kept(Prefix prefix) {
        return prefix.days().map(days -> "kept " + days + " days").orElse("kept");
    }
}
