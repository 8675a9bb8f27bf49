package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.alarms.AlarmPlan;
import io.picasso.analytics.operation.alarms.AlarmPlan.Absent;
import io.picasso.analytics.resource.AlarmComparison;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What would be set. */
record AlarmsPlanAnswer(String environment, AlarmPlan plan) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put(
                "alarms", plan.differences().stream().map(AlarmsPlanAnswer::row).toList());
        data.put(
                "not_there",
                plan.absent().stream()
                        .map(absent -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("what", absent.what());
                            row.put("alarms", absent.alarms());
                            return row;
                        })
                        .toList());
        data.put("undeclared", plan.undeclared());
        return data;
    }

    private static AlarmDeclaration alarm(Difference difference) {
        return (AlarmDeclaration) difference.declaration();
    }

    private static Map<String, Object> row(Difference difference) {
        AlarmDeclaration alarm = alarm(difference);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("alarm", alarm.id());
        row.put("name", alarm.name());
        row.put("verdict", word(difference));
        row.put("metric", alarm.rule().metric().toString());
        row.put("fires", AlarmComparison.condition(alarm.rule()));
        row.put(
                "differences",
                difference.details().stream()
                        .map(detail -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("attribute", detail.attribute());
                            one.put("found", detail.found());
                            one.put("wanted", detail.wanted());
                            return one;
                        })
                        .toList());
        row.put("notes", difference.notes());
        return row;
    }

    private static String word(Difference difference) {
        return difference.verdict().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("alarms");
    }

    @Override
    public void draw(Screen screen) {
        List<List<String>> rows = new ArrayList<>();
        for (Difference difference : plan.differences()) {
            rows.add(List.of(
                    alarm(difference).id(),
                    screen.toned(tone(difference), word(difference)),
                    AlarmComparison.condition(alarm(difference).rule())));
        }
        screen.textTable(List.of("ALARM", "VERDICT", "FIRES"), rows);
        for (Difference difference : plan.differences()) {
            if (difference.verdict() == io.picasso.analytics.resource.Verdict.ALTER) {
                for (Detail detail : difference.details()) {
                    screen.line("  " + alarm(difference).id() + " " + detail);
                }
            }
            difference
                    .notes()
                    .forEach(note -> screen.line(
                            screen.toned(Tone.FAINT, "  " + alarm(difference).id() + ": " + note)));
        }
        for (Absent absent : plan.absent()) {
            screen.line(screen.toned(Tone.BAD, absent.what() + " is not there") + "; it is watched by "
                    + String.join(", ", absent.alarms()));
        }
        plan.undeclared()
                .forEach(name ->
                        screen.line(screen.toned(Tone.FAINT, "alarm " + name + " is not declared; it is left alone")));
        int changes = plan.changes().size();
        screen.line(
                changes == 0
                        ? "Nothing to change."
                        : Plural.of(changes, "alarm") + " to be set: " + Invocation.of(environment, "alarms apply"));
    }

    private static Tone tone(Difference difference) {
        return switch (difference.verdict()) {
            case SAME -> Tone.FAINT;
            case CREATE -> Tone.GOOD;
            case ALTER -> Tone.WARNING;
            case CONFLICT -> Tone.BAD;
        };
    }
}
