package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands around the switched function and was not switched with it: the queue that calls it, and the dashboard's
 * function, which has a variable of the same name for what it reads.
 */
final class Bystanders {
    private final FunctionControl control;
    private final String name;
    private final String reader;

    Bystanders(FunctionControl control, String name, String reader) {
        this.control = control;
        this.name = name;
        this.reader = reader;
    }

    /**
     * What must not be overlooked now that the function is as it is, each in a sentence. What cannot be looked at is one
     * of them: the switch has been made, whatever stands around it.
     */
    List<String> warnings(FoundFunction now) {
        boolean on = WriteSwitch.isOn(now.environment());
        List<String> warnings = new ArrayList<>(callers(on));
        leftBehind(on).ifPresent(warnings::add);
        return warnings;
    }

    private List<String> callers(boolean on) {
        List<FoundTrigger> triggers;
        try {
            triggers = control.triggers(name);
        } catch (Failure failure) {
            return List.of("It could not be seen which queue calls " + name + ": " + failure.what() + ".");
        }
        List<String> warnings = new ArrayList<>();
        triggers.stream()
                .filter(trigger -> trigger.callsVersion() && !trigger.isOff())
                .forEach(trigger -> warnings.add("A queue calls " + trigger.function()
                        + ", a published version with an environment of its own, which was not changed."));
        if (on) {
            uncalled(triggers).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** What was sent to a queue is not written. A call that was switched off is for him to switch on who did it. */
    private Optional<String> uncalled(List<FoundTrigger> triggers) {
        if (triggers.isEmpty()) {
            return Optional.of("No queue calls " + name + ", so that what is sent to one is not written;"
                    + " 'picasso-analytics deploy push' has one call it.");
        }
        List<FoundTrigger> own =
                triggers.stream().filter(trigger -> !trigger.callsVersion()).toList();
        return !own.isEmpty() && own.stream().allMatch(FoundTrigger::isOff)
                ? Optional.of("Switched off: event source mapping "
                        + own.stream().map(FoundTrigger::id).collect(Collectors.joining(", ")) + " of " + name
                        + ". Messages stay in the queue, and are not written, until it is enabled.")
                : Optional.empty();
    }

    /** The one variable is the processor's; the dashboard's function has to be brought along where it needs it. */
    private Optional<String> leftBehind(boolean on) {
        String push = " 'picasso-analytics deploy push --function " + reader + "' has it take them from the ";
        try {
            return control.find(reader)
                    .filter(function -> WriteSwitch.isOn(function.environment()) != on)
                    .map(function -> "Function " + reader + " takes the figures of conversations from the "
                            + (on
                                    ? "lake." + push + "session tables."
                                    : "session tables, which stand still while writing is off." + push + "lake."));
        } catch (Failure failure) {
            return Optional.of("It could not be seen whether function " + reader + " takes figures from the session"
                    + " tables" + (on ? "" : ", which stand still while writing is off") + ": " + failure.what() + ".");
        }
    }
}
