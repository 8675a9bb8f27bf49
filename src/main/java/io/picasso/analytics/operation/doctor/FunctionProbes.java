package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.port.FunctionTelemetry.LogLine;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processor's function: how it is, what it is told, what calls it, and what it logs. */
final class FunctionProbes {
    private static final int MOST_ERRORS = 1_000;
    private static final int SHOWN = 200;
    private static final Duration BEFORE = Duration.ofHours(1);

    private final Patient patient;
    private Optional<FoundFunction> found = Optional.empty();

    FunctionProbes(Patient patient) {
        this.patient = patient;
    }

    /** The function; empty before it was looked for, and when there is none. */
    Optional<FoundFunction> found() {
        return found;
    }

    Measurement function() {
        String name = patient.processor().name();
        found = patient.functionControl().find(name);
        if (found.isEmpty()) {
            return Measurement.untold(
                    "function " + name + " is not deployed, so nothing takes events from the queue by itself;"
                            + " 'picasso-analytics deploy push' makes it");
        }
        String trouble = found.get().trouble();
        return Measurement.taken(1, Figure.count("trouble", trouble.isEmpty() ? 0 : 1))
                .seeing(trouble.isEmpty() ? List.of() : List.of("function " + name + ": " + trouble));
    }

    Measurement variables() {
        FoundFunction function = found.orElseThrow();
        List<EnvironmentChange> differences =
                function.environment().differences(patient.processor().environment(function.environment()));
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (EnvironmentChange difference : differences) {
            if (difference.before().isEmpty()) {
                missing.add("variable " + difference.key() + " is not set");
            } else {
                wrong.add("variable " + difference.key() + " is not what is declared");
            }
        }
        return Measurement.taken(
                        patient.processor().variables().variables().size(),
                        Figure.count("missing", missing.size()),
                        Figure.count("wrong", wrong.size()))
                .seeing(Sentences.of(missing, wrong));
    }

    Measurement writes() {
        String variable = SettingKey.DYNAMODB_WRITE_ENABLED.variable();
        Optional<String> value = found.orElseThrow().environment().find(variable);
        boolean unclear = value.filter(text ->
                        !text.trim().equalsIgnoreCase("true") && !text.trim().equalsIgnoreCase("false"))
                .isPresent();
        return Measurement.taken(
                        1, Figure.count("unclear", unclear ? 1 : 0), Figure.count("writes", writesTables() ? 1 : 0))
                .seeing(List.of(
                        variable + " is " + value.map(text -> "'" + text + "'").orElse("not set")));
    }

    /** Whether the function writes the session tables. */
    boolean writesTables() {
        return found.flatMap(function -> function.environment().find(SettingKey.DYNAMODB_WRITE_ENABLED.variable()))
                .filter(text -> text.trim().equalsIgnoreCase("true"))
                .isPresent();
    }

    Measurement trigger() {
        String queue = patient.trigger().queue();
        List<FoundTrigger> triggers = patient
                .functionControl()
                .triggers(patient.processor().name())
                .stream()
                .filter(trigger -> trigger.source().endsWith(":" + queue))
                .toList();
        List<String> seen = new ArrayList<>();
        if (triggers.isEmpty()) {
            seen.add("queue " + queue + " does not call the function");
        }
        for (FoundTrigger trigger : triggers) {
            seen.add("mapping " + trigger.id() + " is " + trigger.state() + ", reports failures "
                    + (trigger.reportsFailures() ? "one by one" : "as a whole batch")
                    + (trigger.callsVersion() ? ", and calls " + trigger.function() : ""));
        }
        return Measurement.taken(
                        1,
                        Figure.count("mappings", triggers.size()),
                        Figure.count(
                                "off",
                                triggers.stream().filter(FoundTrigger::isOff).count()),
                        Figure.count(
                                "whole_batches",
                                triggers.stream()
                                        .filter(trigger -> !trigger.reportsFailures())
                                        .count()),
                        Figure.count(
                                "of_versions",
                                triggers.stream()
                                        .filter(FoundTrigger::callsVersion)
                                        .count()))
                .seeing(seen);
    }

    /** Errors that were logged before the doctor came are told, and no finding: they may be mended by now. */
    Measurement logs(Instant came) {
        String name = patient.processor().name();
        List<LogLine> errors = patient.telemetry().errors(name, came.minus(BEFORE), MOST_ERRORS);
        List<LogLine> since =
                errors.stream().filter(line -> !line.at().isBefore(came)).toList();
        List<String> seen = new ArrayList<>();
        int before = errors.size() - since.size();
        if (before > 0) {
            LogLine last = errors.get(before - 1);
            seen.add(before + " errors in the hour before, the last at " + last.at() + ": " + shortened(last.text()));
        }
        since.forEach(line -> seen.add(shortened(line.text())));
        return Measurement.taken(1, Figure.count("errors", since.size()), Figure.count("errors_before", before))
                .seeing(Sentences.of(seen));
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
