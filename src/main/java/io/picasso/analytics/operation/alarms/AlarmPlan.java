package io.picasso.analytics.operation.alarms;

import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Verdict;
import java.util.List;

/**
 * What lies between the declared alarms and those that are there.
 *
 * @param differences every declared alarm, in the order of the declaration
 * @param absent what alarms watch and is not there
 * @param undeclared names of alarms that are there under our prefix and not declared; they are left alone
 */
public record AlarmPlan(List<Difference> differences, List<Absent> absent, List<String> undeclared) {
    /**
     * Something that is not there. CloudWatch would take an alarm on it, and never fire it.
     *
     * @param what for a person, such as {@code queue picasso-analytics-events}
     * @param alarms ids of the alarms that watch it
     */
    public record Absent(String what, List<String> alarms) {
        public Absent {
            alarms = List.copyOf(alarms);
        }
    }

    public AlarmPlan {
        differences = List.copyOf(differences);
        absent = List.copyOf(absent);
        undeclared = List.copyOf(undeclared);
    }

    /** Those that would be set. */
    public List<Difference> changes() {
        return differences.stream()
                .filter(difference -> difference.verdict() != Verdict.SAME)
                .toList();
    }
}
