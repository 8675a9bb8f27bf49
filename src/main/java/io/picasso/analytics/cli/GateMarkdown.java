package io.picasso.analytics.cli;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.util.Locale;

/** A report as Markdown. */
final class GateMarkdown {
    private GateMarkdown() {}

    static String of(GateReport report) {
        StringBuilder text = new StringBuilder("# Gates of ")
                .append(cell(report.environment()))
                .append(": ")
                .append(upper(report.verdict().word()))
                .append("\n\n");
        text.append("Made at ")
                .append(UtcTime.format(report.at()))
                .append(" from the evidence in `")
                .append(report.evidence())
                .append("`.\n");
        report.runs().forEach(run -> section(run, text));
        return text.toString();
    }

    private static void section(RecordedRun run, StringBuilder text) {
        text.append("\n## Phase ")
                .append(run.phase().number())
                .append(": ")
                .append(run.phase().title())
                .append(": ")
                .append(run.ended().isEmpty() ? "NO END" : upper(run.verdict().word()))
                .append("\n\n");
        text.append("Run `")
                .append(run.run())
                .append("`, ")
                .append(UtcTime.format(run.begun().at()));
        run.ended().ifPresent(end -> text.append(" to ").append(UtcTime.format(end.at())));
        text.append(", by ").append(cell(run.begun().who())).append(".");
        run.begun()
                .versions()
                .forEach((name, version) -> text.append(" ")
                        .append(cell(name))
                        .append(": ")
                        .append(cell(version))
                        .append("."));
        run.begun()
                .override()
                .ifPresent(reason -> text.append(" **Run although the phase before had not passed: ")
                        .append(cell(reason))
                        .append("**"));
        run.ended()
                .filter(end -> !end.cutShort().isEmpty())
                .ifPresent(end ->
                        text.append(" **Cut short: ").append(end.cutShort()).append(".**"));
        text.append("\n\n| check | verdict | figures | limits | samples | measured |\n|---|---|---|---|---|---|\n");
        run.results().forEach(result -> row(result, text));
        run.results().stream().filter(result -> !result.passed()).forEach(result -> detail(result, text));
        run.rolledBack()
                .ifPresent(done -> text.append("\n").append(cell(done.detail())).append("\n"));
    }

    private static void row(CheckResult result, StringBuilder text) {
        text.append("| `")
                .append(result.check())
                .append("` | ")
                .append(result.verdict().word())
                .append(" | ")
                .append(cell(result.figuresText()))
                .append(" | ")
                .append(cell(result.limitsText()))
                .append(" | ")
                .append(result.samples())
                .append(", at least ")
                .append(result.wanted())
                .append(" | ")
                .append(cell(result.measures()))
                .append(" |\n");
    }

    private static void detail(CheckResult result, StringBuilder text) {
        text.append("\n**`")
                .append(result.check())
                .append("` ")
                .append(result.verdict().word())
                .append("**: ")
                .append(cell(result.reason()))
                .append("\n");
        result.seen().forEach(seen -> text.append("- ").append(cell(seen)).append("\n"));
        text.append("\n").append(cell(result.remedy())).append("\n");
    }

    /** On one line, and without signs that Markdown takes for its own. */
    private static String cell(String text) {
        return text.replace("\n", " ")
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("`", "\\`")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("[", "\\[");
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
