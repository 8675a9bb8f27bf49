package io.picasso.analytics.port;

import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.FoundAlarm;
import java.util.List;

/**
 * The alarms.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: SERVICE_UNAVAILABLE, THROTTLED, DENIED. An alarm
 * on something that is not there is taken without a word, and stays silent for ever: whoever sets one looks first.
 */
public interface AlarmControl {
    /** The alarms whose names begin so, in the order of their names, with how they are now. */
    List<FoundAlarm> find(String prefix);

    /** Makes an alarm, or replaces one of that name as a whole. Its state is not known before it is evaluated again. */
    void put(AlarmDeclaration alarm);

    /** Where the alarms are, for a person. */
    String place();
}
