package io.picasso.analytics.cli;

import static io.picasso.analytics.cli.GateReport.escaped;

import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A report as JUnit XML: a suite for each run, a case for each check. Build servers take a skipped case for harmless, so
 * only what was skipped is one; what is inconclusive, or could not be measured, is an error.
 */
final class GateJunit {
    private GateJunit() {}

    static String of(GateReport report) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"gates of ")
                .append(escaped(report.environment()))
                .append("\">\n");
        report.runs().forEach(run -> suite(run, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(RecordedRun run, StringBuilder xml) {
        List<CheckResult> results = run.results();
        boolean unfinished = run.ended().filter(end -> end.cutShort().isEmpty()).isEmpty();
        long errors =
                count(results, GateVerdict.ERROR) + count(results, GateVerdict.INCONCLUSIVE) + (unfinished ? 1 : 0);
        Duration time = results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
        xml.append("  <testsuite name=\"phase ")
                .append(run.phase().number())
                .append(": ")
                .append(escaped(run.phase().title()))
                .append("\" tests=\"")
                .append(results.size() + (unfinished ? 1 : 0))
                .append("\" failures=\"")
                .append(count(results, GateVerdict.FAIL))
                .append("\" errors=\"")
                .append(errors)
                .append("\" skipped=\"")
                .append(count(results, GateVerdict.SKIP))
                .append("\" time=\"")
                .append(seconds(time))
                .append("\" timestamp=\"")
                .append(run.begun().at())
                .append("\">\n");
        results.forEach(result -> testCase(result, xml));
        if (unfinished) {
            xml.append("    <testcase classname=\"gate\" name=\"came to its end\"><error message=\"")
                    .append(run.ended().isEmpty() ? "the run has no end" : "the run was cut short")
                    .append("\"/></testcase>\n");
        }
        xml.append("  </testsuite>\n");
    }

    private static void testCase(CheckResult result, StringBuilder xml) {
        xml.append("    <testcase classname=\"gate\" name=\"")
                .append(escaped(result.check() + " " + result.measures()))
                .append("\" time=\"")
                .append(seconds(result.took()))
                .append("\">\n");
        String text = escaped(
                String.join("\n", List.of(result.figuresText(), String.join("\n", result.seen()), result.remedy())));
        String message = escaped(result.verdict().word() + ": " + result.reason());
        switch (result.verdict()) {
            case PASS ->
                xml.append("      <system-out>")
                        .append(escaped(result.figuresText()))
                        .append("</system-out>\n");
            case SKIP -> xml.append("      <skipped message=\"").append(message).append("\"/>\n");
            case FAIL -> body("failure", message, text, xml);
            case INCONCLUSIVE, ERROR -> body("error", message, text, xml);
        }
        xml.append("    </testcase>\n");
    }

    private static void body(String element, String message, String text, StringBuilder xml) {
        xml.append("      <")
                .append(element)
                .append(" message=\"")
                .append(message)
                .append("\">")
                .append(text)
                .append("</")
                .append(element)
                .append(">\n");
    }

    private static long count(List<CheckResult> results, GateVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1e3);
    }
}
