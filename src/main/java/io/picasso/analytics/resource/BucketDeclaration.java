package io.picasso.analytics.resource;

import java.util.List;

/**
 * A bucket as it should be.
 *
 * @param name the bucket's name
 * @param prefixes the folders in it and how long their objects are kept
 */
public record BucketDeclaration(String name, List<Prefix> prefixes) implements Declaration {
    public BucketDeclaration {
        prefixes = List.copyOf(prefixes);
    }

    /** The rules that delete what has been kept long enough. */
    public List<ExpiryRule> expiryRules() {
        return prefixes.stream()
                .flatMap(prefix -> prefix.days().map(days -> new ExpiryRule(prefix.path(), days)).stream())
                .toList();
    }

    @Override
    public String kind() {
        return "bucket";
    }
}
