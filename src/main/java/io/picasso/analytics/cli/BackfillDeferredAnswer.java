package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.repair.RepairReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the repair did, or would do, and which markers stay. */
record BackfillDeferredAnswer(boolean dryRun, RepairReport report) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("dry_run", dryRun);
        data.put("markers", report.markers());
        data.put("repaired", report.repaired());
        data.put("sessions", report.sessions());
        data.put("events", report.events());
        data.put("expired", report.expired());
        data.put("kept", report.kept().stream().map(BackfillDeferredAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(RepairReport.Kept kept) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("marker", kept.path());
        row.put("reason", kept.reason().name().toLowerCase(Locale.ROOT));
        row.put("detail", kept.detail());
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("kept");
    }

    @Override
    public void draw(Screen screen) {
        if (report.markers() == 0) {
            screen.line("No markers: the tables lack nothing that the processor knows of.");
            return;
        }
        screen.line((dryRun ? "Would repair " : "Repaired ") + report.repaired() + " of "
                + Plural.of(report.markers(), "marker") + ": " + Plural.of(report.events(), "event") + " of "
                + Plural.of(report.sessions(), "session") + ".");
        if (report.expired() > 0) {
            screen.line(screen.toned(
                    Tone.FAINT, Plural.of(report.expired(), "event") + " past the retention, not written."));
        }
        if (!report.kept().isEmpty()) {
            screen.line("");
            screen.line(screen.toned(Tone.WARNING, Plural.of(report.kept().size(), "marker") + " left:"));
            screen.textTable(
                    List.of("MARKER", "DETAIL"),
                    report.kept().stream()
                            .limit(20)
                            .map(kept -> List.of(kept.path(), kept.detail()))
                            .toList());
        }
    }
}
