package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Evidence.Ended;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Limit;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How checks, results and runs stand in the answers. */
final class GateFields {
    private GateFields() {}

    static Map<String, Object> of(Check check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", check.id());
        row.put("measures", check.measures());
        row.put("limits", check.limits().stream().map(Limit::text).toList());
        row.put("samples", check.samples());
        row.put("needs", check.needs());
        row.put("remedy", check.remedy());
        row.put(
                "covers",
                check.covers().stream()
                        .map(line -> line.section() + " " + line.number() + ": " + line.text())
                        .toList());
        return row;
    }

    static Map<String, Object> of(CheckResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", result.check());
        row.put("measures", result.measures());
        row.put("verdict", result.verdict().word());
        row.put("reason", result.reason().isEmpty() ? null : result.reason());
        row.put("figures", result.figures().stream().map(GateFields::of).toList());
        row.put("limits", result.limits().stream().map(Limit::text).toList());
        row.put("samples", result.samples());
        row.put("wanted", result.wanted());
        row.put("series", series(result));
        row.put("seen", result.seen());
        row.put("remedy", result.remedy().isEmpty() ? null : result.remedy());
        row.put("began", UtcTime.format(result.began()));
        row.put("ended", UtcTime.format(result.ended()));
        return row;
    }

    private static List<Object> series(CheckResult result) {
        return List.copyOf(result.series().values());
    }

    private static Map<String, Object> of(Figure figure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", figure.name());
        row.put("value", figure.value());
        row.put("unit", figure.unit().sign());
        return row;
    }

    static Map<String, Object> of(RecordedRun run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("run", run.run());
        row.put("phase", run.phase().number());
        row.put("title", run.phase().title());
        row.put("verdict", run.ended().isPresent() ? run.verdict().word() : null);
        row.put("began", UtcTime.format(run.begun().at()));
        row.put("ended", run.ended().map(end -> UtcTime.format(end.at())).orElse(null));
        row.put(
                "cut_short",
                run.ended().map(Ended::cutShort).filter(why -> !why.isEmpty()).orElse(null));
        row.put("environment", run.begun().environment());
        row.put("who", run.begun().who());
        row.put("versions", new LinkedHashMap<>(run.begun().versions()));
        row.put("override", run.begun().override().orElse(null));
        row.put("resumes", run.begun().resumes().orElse(null));
        row.put("rolled_back", run.rolledBack().map(done -> done.done()).orElse(null));
        row.put("rollback", run.rolledBack().map(done -> done.detail()).orElse(null));
        row.put("checks", run.results().stream().map(GateFields::of).toList());
        return row;
    }

    static Tone tone(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> Tone.GOOD;
            case SKIP -> Tone.FAINT;
            case INCONCLUSIVE -> Tone.WARNING;
            case ERROR, FAIL -> Tone.BAD;
        };
    }
}
