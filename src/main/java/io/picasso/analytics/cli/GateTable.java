package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws a run. */
final class GateTable {
    private GateTable() {}

    static void draw(Screen screen, RecordedRun run) {
        screen.line(screen.toned(
                        Tone.STRONG,
                        "Phase " + run.phase().number() + "  " + run.phase().title()) + "  " + verdict(screen, run));
        run.begun()
                .override()
                .ifPresent(reason -> screen.line(
                        screen.toned(Tone.WARNING, "  run although the phase before had not passed: " + reason)));
        run.begun().resumes().ifPresent(earlier -> screen.line("  goes on with " + earlier));
        screen.textTable(
                List.of("CHECK", "VERDICT", "FIGURES", "LIMITS"),
                run.results().stream()
                        .map(result -> List.of(
                                result.check(),
                                screen.toned(
                                        GateFields.tone(result.verdict()),
                                        result.verdict().word()),
                                result.figuresText(),
                                result.limitsText()))
                        .toList());
        run.results().stream().filter(result -> !result.passed()).forEach(result -> draw(screen, result));
        run.rolledBack()
                .ifPresent(done -> screen.line(screen.toned(done.done() ? Tone.WARNING : Tone.BAD, done.detail())));
    }

    private static String verdict(Screen screen, RecordedRun run) {
        if (run.ended().isEmpty()) {
            return screen.toned(Tone.WARNING, "has no end: it was killed, or is at it");
        }
        String cutShort = run.ended().get().cutShort();
        return screen.toned(
                GateFields.tone(run.verdict()),
                run.verdict().word() + (cutShort.isEmpty() ? "" : " (" + cutShort + ")"));
    }

    private static void draw(Screen screen, CheckResult result) {
        screen.line("");
        screen.line(screen.toned(
                        GateFields.tone(result.verdict()),
                        result.check() + " " + result.verdict().word())
                + ": " + result.reason());
        screen.line("  " + screen.toned(Tone.FAINT, result.measures()));
        result.seen().stream().filter(seen -> !seen.equals(result.reason())).forEach(seen -> screen.line("  " + seen));
        if (result.verdict() != GateVerdict.SKIP) {
            screen.line("  " + result.remedy());
        }
    }

    /** How long something took, such as {@code 1.2 s}. */
    static String span(Duration time) {
        return time.toMinutes() >= 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
