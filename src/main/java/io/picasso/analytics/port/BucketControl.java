package io.picasso.analytics.port;

import io.picasso.analytics.resource.ExpiryRule;
import io.picasso.analytics.resource.FoundBucket;
import java.util.List;
import java.util.Optional;

/**
 * Makes, changes and deletes buckets.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: RESOURCE_MISSING where the bucket it changes is
 * not there, RESOURCE_CONFLICT where the name belongs to another account, SERVICE_UNAVAILABLE, THROTTLED, DENIED.
 */
public interface BucketControl {
    /**
     * What is in a bucket, as far as it was counted.
     *
     * @param objects number of objects counted
     * @param bytes their size
     * @param complete whether that is all; if not, there are more
     */
    record Contents(long objects, long bytes, boolean complete) {}

    /** Whether an engine keeps rules that delete objects by age. */
    enum Lifecycle {
        SET,
        NOT_SUPPORTED
    }

    /** The bucket as it is now; empty when there is none. */
    Optional<FoundBucket> find(String name);

    /** Makes an empty bucket in the connection's region. It is no error that this account owns it already. */
    void create(String name);

    /**
     * Puts these rules in force; rules on other prefixes stay as they are. Not atomic: a rule that somebody adds at
     * the same moment can be lost.
     *
     * @return NOT_SUPPORTED, and nothing has changed, where the engine has no lifecycles
     */
    Lifecycle setExpiry(String name, List<ExpiryRule> rules);

    /** Counts the first thousand objects. */
    Contents contents(String name);

    /**
     * Deletes every object whose key starts with the prefix.
     *
     * @param prefix empty text for all
     * @return how many were deleted; after a failure some may have been
     */
    long empty(String name, String prefix);

    /**
     * Deletes the bucket. A bucket that is not there is no error.
     *
     * @throws io.picasso.analytics.failure.Failure PROTECTED when it is not empty; nothing has been deleted then
     */
    void delete(String name);
}
