package io.picasso.analytics.operation.alarms;

import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.Verdict;
import java.util.Optional;

/**
 * How one declared alarm is.
 *
 * @param alarm the declaration
 * @param found what is there; empty when it was never set
 * @param difference what lies between the two
 */
public record AlarmStatus(AlarmDeclaration alarm, Optional<FoundAlarm> found, Difference difference) {
    /** Whether it fires. */
    public boolean firing() {
        return found.filter(there -> there.state().firing()).isPresent();
    }

    /** Whether it is there as declared. */
    public boolean asDeclared() {
        return difference.verdict() == Verdict.SAME;
    }
}
