package io.picasso.analytics.cli;

import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Instant;
import java.util.List;

/**
 * What a report is made of.
 *
 * @param evidence where the evidence lies
 * @param at when it is made
 */
record GateReport(String environment, List<RecordedRun> runs, String evidence, Instant at) {
    GateReport {
        runs = List.copyOf(runs);
    }

    /** The worst of all runs. */
    GateVerdict verdict() {
        return GateVerdict.worst(runs.stream().map(RecordedRun::verdict).toList());
    }

    /** Text for XML and HTML; signs that XML does not allow are left out. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(GateReport::isAllowed).forEach(sign -> {
            switch (sign) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(sign);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int sign) {
        boolean control = sign < 0x20 && sign != '\n' && sign != '\t';
        boolean half = sign >= 0xD800 && sign <= 0xDFFF;
        return !control && !half && sign != 0xFFFE && sign != 0xFFFF;
    }
}
