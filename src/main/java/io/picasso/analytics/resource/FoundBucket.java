package io.picasso.analytics.resource;

import java.util.List;
import java.util.Optional;

/**
 * A bucket as it was found.
 *
 * @param name its name
 * @param expiryRules the enabled rules that delete objects; empty when this engine has no lifecycles at all, which is
 *     not the same as having none set
 */
public record FoundBucket(String name, Optional<List<ExpiryRule>> expiryRules) {}
