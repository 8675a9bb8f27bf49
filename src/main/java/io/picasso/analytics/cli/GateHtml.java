package io.picasso.analytics.cli;

import static io.picasso.analytics.cli.GateReport.escaped;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.operation.gate.RecordedRun;

/** A report as one HTML file with plots; nothing else is loaded, and nothing in it runs. */
final class GateHtml {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
            table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d5dae0}
            code{font-family:ui-monospace,monospace}.pass{color:#12702f}.skip{color:#666}
            .inconclusive{color:#8a5a00}.error,.fail{color:#b3121d;font-weight:600}
            .note{color:#555}.detail{border-left:3px solid #b3121d;padding:.2rem .8rem;margin:.5rem 0}
            svg{display:block;width:100%;height:auto;background:#f6f8fa}
            figure{margin:.5rem 0 1.2rem}figcaption{color:#555;font-size:.9em}
            @media (prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}svg{background:#1d2126}
            th,td{border-color:#333a41}.pass{color:#5fce85}.inconclusive{color:#e0b050}.error,.fail{color:#ff7b82}
            .skip,.note,figcaption{color:#9aa3ab}}
            """;

    private GateHtml() {}

    static String of(GateReport report) {
        String title =
                "Gates of " + report.environment() + ": " + report.verdict().word();
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>");
        html.append(escaped("Gates of " + report.environment()))
                .append(": ")
                .append(verdict(report.verdict().word()))
                .append("</h1>\n<p class=\"note\">Made at ")
                .append(UtcTime.format(report.at()))
                .append(" from the evidence in <code>")
                .append(escaped(report.evidence()))
                .append("</code></p>\n");
        report.runs().forEach(run -> section(run, html));
        return html.append("</body>\n</html>\n").toString();
    }

    private static void section(RecordedRun run, StringBuilder html) {
        html.append("<h2>Phase ")
                .append(run.phase().number())
                .append(": ")
                .append(escaped(run.phase().title()))
                .append(" ")
                .append(
                        run.ended().isEmpty()
                                ? "<span class=\"inconclusive\">no end</span>"
                                : verdict(run.verdict().word()))
                .append("</h2>\n<p>")
                .append(escaped(run.phase().purpose()))
                .append("</p>\n<p class=\"note\">Run <code>")
                .append(escaped(run.run()))
                .append("</code> at ")
                .append(UtcTime.format(run.begun().at()))
                .append(" by ")
                .append(escaped(run.begun().who()));
        run.begun()
                .versions()
                .forEach((name, version) ->
                        html.append("; ").append(escaped(name)).append(": ").append(escaped(version)));
        html.append("</p>\n");
        run.begun()
                .override()
                .ifPresent(reason -> html.append(
                                "<p class=\"inconclusive\">Run although the phase before had not passed: ")
                        .append(escaped(reason))
                        .append("</p>\n"));
        run.ended()
                .filter(end -> !end.cutShort().isEmpty())
                .ifPresent(end -> html.append("<p class=\"inconclusive\">Cut short: ")
                        .append(escaped(end.cutShort()))
                        .append("</p>\n"));
        html.append("<table>\n<tr><th>check</th><th>verdict</th><th>figures</th><th>limits</th><th>samples</th>"
                + "<th>measured</th></tr>\n");
        run.results().forEach(result -> row(result, html));
        html.append("</table>\n");
        run.results().stream().filter(result -> !result.passed()).forEach(result -> detail(result, html));
        run.rolledBack()
                .ifPresent(done -> html.append("<p class=\"fail\">")
                        .append(escaped(done.detail()))
                        .append("</p>\n"));
        run.results().stream()
                .filter(result -> result.series().values().size() > 1)
                .forEach(result -> html.append(SvgPlot.of(result)));
    }

    private static void row(CheckResult result, StringBuilder html) {
        html.append("<tr><td><code>")
                .append(escaped(result.check()))
                .append("</code></td><td>")
                .append(verdict(result.verdict().word()))
                .append("</td><td>")
                .append(escaped(result.figuresText()))
                .append("</td><td>")
                .append(escaped(result.limitsText()))
                .append("</td><td>")
                .append(result.samples())
                .append(", at least ")
                .append(result.wanted())
                .append("</td><td>")
                .append(escaped(result.measures()))
                .append("</td></tr>\n");
    }

    private static void detail(CheckResult result, StringBuilder html) {
        html.append("<div class=\"detail\"><p><code>")
                .append(escaped(result.check()))
                .append("</code> ")
                .append(verdict(result.verdict().word()))
                .append(": ")
                .append(escaped(result.reason()))
                .append("</p>\n");
        result.seen().forEach(seen -> html.append("<p>").append(escaped(seen)).append("</p>\n"));
        html.append("<p>").append(escaped(result.remedy())).append("</p></div>\n");
    }

    private static String verdict(String word) {
        return "<span class=\"" + word + "\">" + word + "</span>";
    }
}
