package io.picasso.analytics.port;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and changes functions, and what calls them; never deletes one.
 *
 * <p>A change is sent exactly once, and takes effect later: {@link #awaitSettled} waits for it. Every method throws
 * {@link io.picasso.analytics.failure.Failure}:
 *
 * <ul>
 *   <li>RESOURCE_MISSING: the function is not there;
 *   <li>CONCURRENT_CHANGE: it is not of the given revision any more; nothing was changed;
 *   <li>FUNCTION_BUSY: another update is under way; nothing was changed;
 *   <li>THROTTLED, DENIED, BAD_CONFIGURATION (Lambda does not take a value): nothing was changed;
 *   <li>SERVICE_UNAVAILABLE: no answer. A change may have been made, or may still be: {@link #find} tells.
 * </ul>
 */
public interface FunctionControl {
    /**
     * What a function answered to a call.
     *
     * @param log the end of the call's log, 4 KB at most: what the function printed and Lambda's own report
     */
    record Answer(String text, boolean failed, String log) {}

    /**
     * The function as it is now; empty when there is none.
     *
     * @throws io.picasso.analytics.failure.Failure DENIED where its environment may not be read: who cannot read it
     *     must not replace it
     */
    Optional<FoundFunction> find(String name);

    /**
     * Makes a function.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when one of that name is there
     */
    void create(String name, FunctionSettings settings, EnvironmentMap environment, FunctionCode code);

    /** Gives a function other code, if it is still of that revision. */
    void updateCode(String name, FunctionCode code, String revision);

    /** Replaces the whole environment, if the function is still of that revision. */
    void updateEnvironment(String name, EnvironmentMap environment, String revision);

    /** Replaces how it runs and its whole environment, if the function is still of that revision. */
    void configure(String name, FunctionSettings settings, EnvironmentMap environment, String revision);

    /**
     * Waits until no update is under way.
     *
     * @return the function as it is then; the update may have failed, see {@link FoundFunction#failed}
     * @throws io.picasso.analytics.failure.Failure FUNCTION_BUSY when that takes longer than the adapter was told to wait
     */
    FoundFunction awaitSettled(String name);

    /** Calls the function and waits for its answer. */
    Answer invoke(String name, byte[] payload);

    /** What calls the function: mappings of queues to it, to its versions and aliases. None that is being deleted. */
    List<FoundTrigger> triggers(String function);

    /**
     * Lets a queue call the function, and reports failed messages one by one.
     *
     * @param queueArn ARN of the queue
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when the queue calls the function already
     */
    void createTrigger(TriggerDeclaration trigger, String queueArn);

    /** Changes batch, window and the report of failures of a mapping; whether it is on stays as it is. */
    void alterTrigger(String id, TriggerDeclaration trigger);

    /** The function's web address; empty when it has none. */
    Optional<FoundAddress> address(String function);

    /**
     * Gives the function a web address.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when it has one
     */
    void createAddress(AddressDeclaration address);

    /** The ids of the statements in the function's policy; none when it has no policy, or there is no such function. */
    Set<String> permissions(String function);

    /**
     * Adds a statement to the function's policy.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when it has one of that id
     */
    void permit(String function, CallPermission permission);

    /** Takes a statement out of the function's policy; nothing happens where there is none of that id. */
    void forbid(String function, String statement);
}
