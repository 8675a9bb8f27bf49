package io.picasso.analytics.operation.provision;

import java.util.Optional;

/**
 * How one declared resource is now.
 *
 * @param kind what kind of thing it is, such as table
 * @param name its name
 * @param status the service's own word, "available" where it has none, or {@link #MISSING}
 * @param items items, objects or messages; empty when it is not there
 * @param bytes their size; empty when it is not there or not known
 * @param exact whether the count is complete; DynamoDB's is up to six hours old, a bucket is counted up to a thousand
 * @param detail what else there is to say; may be empty text
 */
public record ResourceStatus(
        String kind,
        String name,
        String status,
        Optional<Long> items,
        Optional<Long> bytes,
        boolean exact,
        String detail) {
    /** The status of what is not there. */
    public static final String MISSING = "missing";

    static ResourceStatus missing(String kind, String name) {
        return new ResourceStatus(kind, name, MISSING, Optional.empty(), Optional.empty(), true, "");
    }
}
