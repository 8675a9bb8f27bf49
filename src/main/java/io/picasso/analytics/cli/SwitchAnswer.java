package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.rollback.SwitchResult;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of a turn of the switch, or would.
 *
 * @param made whether anything was changed
 * @param dryRun whether nothing was to be changed
 * @param undone the change that is taken back; empty where none is
 * @param hints what to do next
 */
record SwitchAnswer(
        String environment,
        ChangeKind kind,
        String function,
        EnvironmentChange change,
        boolean made,
        boolean dryRun,
        Optional<RecordedChange> undone,
        OptionalInt number,
        Optional<Integer> others,
        List<String> hints,
        List<String> warnings)
        implements Answer {
    static SwitchAnswer planned(
            String environment,
            ChangeKind kind,
            String function,
            EnvironmentChange change,
            Optional<RecordedChange> undone) {
        return new SwitchAnswer(
                environment,
                kind,
                function,
                change,
                false,
                true,
                undone,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    static SwitchAnswer made(
            String environment, ChangeKind kind, SwitchResult result, Optional<RecordedChange> undone, Instant now) {
        return new SwitchAnswer(
                environment,
                kind,
                result.function().name(),
                result.change(),
                result.changed(),
                false,
                undone,
                result.number(),
                Optional.of(result.others()),
                result.changed() ? hints(environment, result, now) : List.of(),
                result.warnings().stream()
                        .map(warning -> Invocation.quoted(environment, warning))
                        .toList());
    }

    private static List<String> hints(String environment, SwitchResult result, Instant now) {
        List<String> hints = new ArrayList<>();
        boolean off = !WriteSwitch.isOn(result.function().environment());
        if (off) {
            hints.add("What arrives from now on goes to the lake and not to the tables; what is in the tables stays"
                    + " readable.");
            hints.add("When writing is on again, fill the gap: " + Invocation.of(environment, "backfill run")
                    + ". With --from " + UtcTime.day(now)
                    + " it reads less, and leaves out what happened before that day and arrives late.");
        }
        if (!off) {
            hints.add("What arrived while writing was off is in the lake only: "
                    + Invocation.of(environment, "backfill run")
                    + " brings it into the tables. With --from DAY it reads less, and leaves out"
                    + " what happened before that day and arrived late; "
                    + Invocation.of(environment, "rollback status")
                    + " says since when it was off.");
        }
        result.number()
                .ifPresent(number ->
                        hints.add("To take it back: " + Invocation.of(environment, "rollback undo " + number)));
        if (off && result.number().isEmpty()) {
            hints.add("Nothing was written down. To take it back: " + Invocation.of(environment, "writes enable"));
        }
        return hints;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("command", kind.command());
        data.put("function", function);
        data.put("dry_run", dryRun);
        data.put("changed", made);
        data.put("variable", change.key());
        data.put("before", change.before().orElse(null));
        data.put("after", change.after().orElse(null));
        data.put("other_variables", others.orElse(null));
        data.put("undoes", undone.map(RecordedChange::number).orElse(null));
        data.put("record", number.isPresent() ? number.getAsInt() : null);
        data.put("hints", hints);
        data.put("warnings", warnings);
        return data;
    }

    @Override
    public void draw(Screen screen) {
        if (change.isNothing() && !made) {
            screen.line("Nothing to change: "
                    + change.after()
                            .map(value -> function + " has " + change.key() + " " + value)
                            .orElse(function + " has no " + change.key())
                    + undone.map(taken -> ", as before change " + taken.number())
                            .orElse("") + ".");
        } else if (dryRun) {
            undone.ifPresent(taken -> screen.line("would take back " + describe(taken)));
            screen.line("would set  " + function + "  " + change.describe());
        } else {
            String heading = kind == ChangeKind.LEVEL1 ? "Rollback level 1 is done" : "Done";
            screen.line(screen.toned(Tone.GOOD, heading) + ": " + function + "  " + change.describe());
            undone.ifPresent(taken -> screen.line("  taken back: " + describe(taken)));
            others.ifPresent(count -> screen.line("  "
                    + screen.toned(
                            Tone.FAINT,
                            "Read back and in force; " + count
                                    + (count == 1 ? " other variable is" : " other variables are") + " as before."
                                    + (number.isPresent() ? " Record " + number.getAsInt() + "." : ""))));
        }
        hints.forEach(hint -> screen.line("  " + hint));
        warnings.forEach(warning -> screen.line("  " + screen.toned(Tone.WARNING, warning)));
    }

    /** A change that is taken back, so that nobody takes it for what is being made. */
    static String describe(RecordedChange taken) {
        Intent intent = taken.intent();
        return "change " + taken.number() + ", " + intent.kind().command() + " of " + UtcTime.format(intent.at())
                + intent.change().map(made -> ", which set " + made.describe()).orElse("");
    }
}
