package io.picasso.analytics.port;

import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.FoundAlarm;
import java.util.List;
import java.util.Set;

/**
 * The alarms.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: SERVICE_UNAVAILABLE, THROTTLED, DENIED. An alarm
 * on something that is not there is taken without a word, and stays silent for ever: whoever sets one looks first.
 */
public interface AlarmControl {
    /** The alarms whose names begin so, in the order of their names, with how they are now. */
    List<FoundAlarm> find(String prefix);

    /**
     * Makes an alarm, or replaces one of that name as a whole. Its state is not known before it is evaluated again.
     *
     * @param others ARNs of topics that are told besides the declared one
     */
    void put(AlarmDeclaration alarm, Set<String> others);

    /** The same with nobody else to tell. */
    default void put(AlarmDeclaration alarm) {
        put(alarm, Set.of());
    }

    /** Deletes the alarm of that name; what is not there needs no deleting. */
    void delete(String name);

    /** Where the alarms are, for a person. */
    String place();
}
