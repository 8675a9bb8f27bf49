package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.backfill.BackfillUndo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was taken back of a run. */
record UndoAnswer(String run, boolean dryRun, BackfillUndo.Report report) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", run);
        data.put("dry_run", dryRun);
        data.put("events_deleted", report.events());
        data.put("events_changed_since", report.changed());
        data.put("events_gone", report.gone());
        data.put("sessions", report.sessions());
        data.put("sessions_emptied", dryRun ? null : report.emptied());
        return data;
    }

    @Override
    public void draw(Screen screen) {
        screen.line(String.format(
                Locale.ROOT,
                "%s: %,d events of %,d sessions %s.",
                run,
                report.events(),
                report.sessions(),
                dryRun ? "would be deleted" : "are deleted"));
        if (!dryRun) {
            screen.line(screen.toned(
                    Tone.FAINT, String.format(Locale.ROOT, "Of %,d sessions nothing is left.", report.emptied())));
        }
        if (report.changed() > 0) {
            screen.line(screen.toned(
                    Tone.WARNING,
                    String.format(Locale.ROOT, "%,d events were changed since, and stay.", report.changed())));
        }
        if (report.gone() > 0) {
            screen.line(screen.toned(
                    Tone.FAINT, String.format(Locale.ROOT, "%,d events were not there any more.", report.gone())));
        }
    }
}
