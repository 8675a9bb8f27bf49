package io.picasso.analytics.setting;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration file says, understood.
 *
 * @param defaultEnvironment the environment to work in where none is named
 * @param environments the environments by name, in the order of the file
 * @param problems everything that is wrong with the file; while there are any, no setting is resolved from it
 */
public record Configuration(
        Optional<Settings.Resolved> defaultEnvironment, Map<String, Environment> environments, List<Problem> problems) {
    /** Where there is no file. */
    public static final Configuration NONE = new Configuration(Optional.empty(), Map.of(), List.of());

    /**
     * One environment of the file.
     *
     * @param place file and line of its name
     * @param values what the file sets
     */
    public record Environment(String place, Map<SettingKey, Settings.Resolved> values) {}

    /**
     * Nothing where the configuration is right.
     *
     * @throws Failure naming the first problem, and how many more there are
     */
    public void requireSound() {
        if (problems.isEmpty()) {
            return;
        }
        Problem first = problems.get(0);
        Failure failure =
                Failure.of(FailureCode.BAD_CONFIGURATION, first.message()).where(first.place());
        if (!first.hint().isEmpty()) {
            failure = failure.next(first.hint());
        }
        throw problems.size() == 1
                ? failure
                : failure.why((problems.size() - 1) + " more: 'picasso-analytics config validate' lists them all");
    }
}
