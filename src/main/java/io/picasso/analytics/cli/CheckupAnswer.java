package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a series of checks found.
 *
 * @param what the command's name
 * @param all whether a person is shown those that passed too; a program always is
 */
record CheckupAnswer(String environment, String what, List<CheckResult> results, boolean all) implements Answer {
    /** What it comes to. */
    GateVerdict verdict() {
        return GateVerdict.worst(results.stream().map(CheckResult::verdict).toList());
    }

    /** The exit status; a skip follows from another that did not pass, and never stands alone. */
    ExitStatus status() {
        return GateRunCommand.status(verdict());
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("verdict", verdict().word());
        data.put("checks", results.stream().map(CheckupAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(CheckResult result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        result.figures().forEach(figure -> figures.put(figure.name(), figure.value()));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", result.check());
        row.put("verdict", result.verdict().word());
        row.put("measures", result.measures());
        row.put("reason", result.reason().isEmpty() ? null : result.reason());
        row.put("figures", figures);
        row.put("limits", result.limitsText());
        row.put("samples", result.samples());
        row.put("seen", result.seen());
        row.put("next", result.remedy().isEmpty() ? null : result.remedy());
        row.put("runbook", "runbook " + result.check());
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("checks");
    }

    @Override
    public void draw(Screen screen) {
        List<CheckResult> shown = results.stream()
                .filter(result -> all || result.verdict() != GateVerdict.PASS)
                .toList();
        if (!shown.isEmpty()) {
            screen.textTable(
                    List.of("CHECK", "VERDICT", "FIGURES"),
                    shown.stream()
                            .map(result -> List.of(
                                    result.check().substring(result.check().indexOf('.') + 1),
                                    screen.toned(
                                            tone(result.verdict()),
                                            result.verdict().word()),
                                    figures(result)))
                            .toList());
        }
        for (CheckResult result : results) {
            if (result.verdict() == GateVerdict.FAIL
                    || result.verdict() == GateVerdict.ERROR
                    || result.verdict() == GateVerdict.INCONCLUSIVE) {
                screen.line("");
                screen.line(screen.toned(tone(result.verdict()), result.check()) + ": " + result.reason());
                result.seen().forEach(sentence -> screen.line("  " + sentence));
                if (result.verdict() != GateVerdict.INCONCLUSIVE) {
                    screen.line("  " + screen.toned(Tone.STRONG, "Next: ") + result.remedy());
                }
                screen.line("  " + screen.toned(Tone.FAINT, Invocation.of(environment, "runbook " + result.check())));
            }
        }
        screen.line("");
        screen.line(screen.toned(tone(verdict()), verdict().word()) + ": " + summary());
    }

    private static String figures(CheckResult result) {
        if (result.verdict() == GateVerdict.SKIP) {
            return result.reason();
        }
        List<Figure> shown = result.figures();
        return shown.isEmpty()
                ? result.reason()
                : shown.stream()
                        .map(figure -> figure.name().replace('_', ' ') + " " + figure.text())
                        .collect(Collectors.joining(", "));
    }

    private String summary() {
        Map<GateVerdict, Long> counts = results.stream()
                .collect(Collectors.groupingBy(CheckResult::verdict, java.util.TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " "
                        + switch (entry.getKey()) {
                            case PASS -> "passed";
                            case SKIP -> "skipped";
                            case INCONCLUSIVE -> "inconclusive";
                            case ERROR -> "not measured";
                            case FAIL -> "failed";
                        })
                .collect(Collectors.joining(", "));
    }

    private static Tone tone(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> Tone.GOOD;
            case SKIP -> Tone.FAINT;
            case INCONCLUSIVE -> Tone.WARNING;
            case ERROR, FAIL -> Tone.BAD;
        };
    }
}
