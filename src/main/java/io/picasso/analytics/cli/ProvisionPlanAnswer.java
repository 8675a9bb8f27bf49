package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.provision.ProvisionPlan;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan, a dry run or a drift check: all three show the same comparison. */
record ProvisionPlanAnswer(String environment, ProvisionPlan plan) implements Answer {
    @Override
    public Map<String, Object> data() {
        List<Map<String, Object>> resources = new ArrayList<>();
        plan.differences()
                .forEach((part, differences) -> differences.forEach(one -> resources.add(resource(part, one))));
        Map<String, Object> summary = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            summary.put(word(verdict), plan.count(verdict));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", environment);
        fields.put("as_declared", plan.same());
        fields.put("summary", summary);
        fields.put("resources", resources);
        return fields;
    }

    private static Map<String, Object> resource(Part part, Difference difference) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("verdict", word(difference.verdict()));
        row.put("part", part.word());
        row.put("kind", difference.declaration().kind());
        row.put("name", difference.declaration().name());
        row.put(
                "details",
                difference.details().stream().map(ProvisionPlanAnswer::detail).toList());
        row.put(
                "changes",
                difference.changes().stream().map(ResourceChange::describe).toList());
        row.put("notes", difference.notes());
        return row;
    }

    private static Map<String, Object> detail(Detail detail) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("attribute", detail.attribute());
        fields.put("found", detail.found());
        fields.put("wanted", detail.wanted());
        return fields;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("resources");
    }

    @Override
    public void draw(Screen screen) {
        for (Difference difference : plan.all()) {
            String verdict = String.format(Locale.ROOT, "%-8s", word(difference.verdict()));
            screen.line(screen.toned(tone(difference.verdict()), verdict) + "  "
                    + String.format(
                            Locale.ROOT, "%-6s  ", difference.declaration().kind())
                    + screen.toned(Tone.STRONG, difference.declaration().name()));
            difference.details().forEach(detail -> screen.line("          " + detail));
            difference.notes().forEach(note -> screen.line("          " + screen.toned(Tone.FAINT, note)));
        }
        screen.line("");
        screen.line("Environment " + environment + ": " + plan.count(Verdict.CREATE) + " to create, "
                + plan.count(Verdict.ALTER) + " to alter, " + plan.count(Verdict.SAME) + " the same, "
                + plan.count(Verdict.CONFLICT) + " in conflict.");
        if (!plan.conflicts().isEmpty()) {
            screen.line("What is in conflict is never touched; 'provision apply' refuses its part.");
        } else if (!plan.same()) {
            screen.line("Run 'picasso-analytics provision apply" + parts() + "' to make it so.");
        }
    }

    /** The parts to name: none where they are the usual ones. */
    private String parts() {
        return plan.differences().keySet().equals(Part.USUAL)
                ? ""
                : plan.differences().keySet().stream()
                        .map(part -> " " + part.word())
                        .collect(Collectors.joining());
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case SAME -> Tone.FAINT;
            case CREATE -> Tone.GOOD;
            case ALTER -> Tone.WARNING;
            case CONFLICT -> Tone.BAD;
        };
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
