package io.picasso.analytics.port;

import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.IndexDeclaration;
import io.picasso.analytics.resource.TableDeclaration;
import java.util.Optional;

/**
 * Makes, changes and deletes tables; never reads or writes an item.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: RESOURCE_MISSING where the table it changes is
 * not there, CONCURRENT_CHANGE where somebody else is changing it, SERVICE_UNAVAILABLE where DynamoDB does not answer
 * or a wait reaches its end, THROTTLED, DENIED. Calls that DynamoDB did not answer are tried again by the adapter;
 * after SERVICE_UNAVAILABLE a change may or may not have been made, and {@link #find} tells.
 */
public interface TableControl {
    /** The table as it is now; empty when there is none. */
    Optional<FoundTable> find(String name);

    /**
     * Asks for a table with its keys and indexes, on demand, without TTL. Returns when DynamoDB has accepted it; the
     * table cannot be used before {@link #awaitSettled}.
     *
     * @throws io.picasso.analytics.failure.Failure CONCURRENT_CHANGE when a table of that name is there
     */
    void create(TableDeclaration table);

    /** Waits until the table settles, then asks for one more index. Returns when DynamoDB has accepted it. */
    void addIndex(TableDeclaration table, IndexDeclaration index);

    /** Waits until the table settles, then switches TTL on. It is no error that it is on by that attribute already. */
    void enableTtl(String name, String attribute);

    /** Waits until the table settles, then changes its billing to on demand. */
    void billOnDemand(String name);

    /**
     * Waits until the table and its indexes are ACTIVE and no TTL change is under way.
     *
     * @return the table as it is then
     * @throws io.picasso.analytics.failure.Failure SERVICE_UNAVAILABLE, naming what is still going on, when this takes
     *     longer than the adapter was told to wait
     */
    FoundTable awaitSettled(String name);

    /** Whether the engine knows backups; nothing is saved. */
    boolean knowsBackups();

    /**
     * Saves the table as it is now, and waits until the backup is complete.
     *
     * @param backup the backup's name
     * @return how the service calls the backup; empty where the engine knows no backups, and nothing was saved
     */
    Optional<String> backup(String name, String backup);

    /**
     * Deletes the table with everything in it, and waits until it is gone. A table that is not there is no error.
     *
     * @throws io.picasso.analytics.failure.Failure PROTECTED when its deletion protection is on
     */
    void delete(String name);
}
