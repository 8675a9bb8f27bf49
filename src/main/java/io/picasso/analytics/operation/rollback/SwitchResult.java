package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.resource.FoundFunction;
import java.util.List;
import java.util.OptionalInt;

/**
 * What came of a switch.
 *
 * @param change the one variable, before and after; the same where nothing had to be changed
 * @param changed whether anything was changed
 * @param function the function as it was read back
 * @param number the number of the record; empty where nothing was changed, or the change was not to be recorded
 * @param others how many other variables the environment has; all of them are as before
 * @param warnings what must not be overlooked, each in a sentence
 */
public record SwitchResult(
        EnvironmentChange change,
        boolean changed,
        FoundFunction function,
        OptionalInt number,
        int others,
        List<String> warnings) {
    public SwitchResult {
        warnings = List.copyOf(warnings);
    }
}
