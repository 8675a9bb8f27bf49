package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a push did, or would do.
 *
 * @param dryRun whether nothing was to be changed
 * @param made whether the changes were made
 */
record DeployPlanAnswer(String environment, boolean dryRun, boolean made, List<Difference> plan) implements Answer {
    private int changes() {
        return plan.stream().mapToInt(one -> one.changes().size()).sum();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("dry_run", dryRun);
        data.put("changed", made);
        data.put("resources", plan.stream().map(DeployPlanAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(Difference difference) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("verdict", word(difference.verdict()));
        row.put("kind", difference.declaration().kind());
        row.put("name", difference.declaration().name());
        row.put("details", difference.details().stream().map(Detail::toString).toList());
        row.put(
                "changes",
                difference.changes().stream().map(ResourceChange::describe).toList());
        row.put("notes", difference.notes());
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("resources");
    }

    @Override
    public void draw(Screen screen) {
        for (Difference difference : plan) {
            Verdict verdict = difference.verdict();
            Tone tone = verdict == Verdict.SAME ? Tone.FAINT : verdict == Verdict.CREATE ? Tone.GOOD : Tone.WARNING;
            screen.line(screen.toned(tone, String.format(Locale.ROOT, "%-8s", word(verdict)))
                    + String.format(
                            Locale.ROOT, "  %-8s  ", difference.declaration().kind())
                    + screen.toned(Tone.STRONG, difference.declaration().name()));
            difference.details().forEach(detail -> screen.line("          " + detail));
            difference.notes().forEach(note -> screen.line("          " + screen.toned(Tone.WARNING, note)));
        }
        screen.line("");
        String count = changes() == 1 ? "1 change" : changes() + " changes";
        long conflicts = plan.stream()
                .filter(difference -> difference.verdict() == Verdict.CONFLICT)
                .count();
        if (conflicts > 0) {
            screen.line(screen.toned(Tone.BAD, "Not as declared") + ": " + conflicts + " of environment " + environment
                    + " cannot be changed in place and is left alone.");
        }
        if (changes() == 0 && conflicts == 0) {
            screen.line("Nothing to change: the functions of environment " + environment + " are as declared.");
        } else if (changes() > 0 && made) {
            screen.line(screen.toned(Tone.GOOD, "Done") + ": " + count + " in environment " + environment + ".");
        } else if (changes() > 0) {
            screen.line("Environment " + environment + ": " + count + " to make. "
                    + Invocation.of(environment, "deploy push") + (changes() == 1 ? " makes it." : " makes them."));
        }
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
