package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.ingest.BatchResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the input of a run.
 *
 * @param unit what was read: messages or lines
 * @param read how many of them
 * @param failed how many of them come again, because the lake could not be written
 * @param total the results of all batches
 * @param tables whether the session tables were to be written
 */
record IngestAnswer(String unit, long read, long failed, BatchResult total, boolean tables) implements Answer {
    /** The process's status after such a run. */
    ExitStatus exitStatus() {
        if (failed > 0 || total.deferred() > 0) {
            return ExitStatus.UNAVAILABLE;
        }
        return total.rejectedTotal() > 0 ? ExitStatus.SOME_REJECTED : ExitStatus.OK;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(unit, read);
        data.put("events", total.accepted());
        data.put("repeated", total.repeated());
        data.put("rejected", total.rejectedTotal());
        Map<String, Object> reasons = new LinkedHashMap<>();
        total.rejected().forEach((reason, count) -> reasons.put(reason.label(), count));
        data.put("rejected_by_reason", reasons);
        data.put("failed", failed);
        data.put("lake_objects", total.lakeObjects());
        data.put("tables", tables ? "written" : "off");
        data.put("deferred", total.deferred());
        data.put("lake_ms", total.lakeTime().toMillis());
        data.put("tables_ms", total.tableTime().toMillis());
        return data;
    }

    @Override
    public void draw(Screen screen) {
        line(screen, grouped(read) + " " + unit, "read");
        line(screen, grouped(total.accepted()) + " events", "in the lake, in " + total.lakeObjects() + " objects");
        if (total.repeated() > 0) {
            line(screen, grouped(total.repeated()) + " repeats", "of events in the same batch, counted once");
        }
        if (!tables) {
            line(screen, "tables off", "dynamodb_write_enabled is false in this environment");
        }
        for (Map.Entry<RejectionReason, Integer> rejected : total.rejected().entrySet()) {
            line(
                    screen,
                    screen.toned(Tone.WARNING, grouped(rejected.getValue()) + " rejected"),
                    rejected.getKey().label() + ": " + rejected.getKey().meaning());
        }
        if (total.deferred() > 0) {
            line(
                    screen,
                    screen.toned(Tone.BAD, grouped(total.deferred()) + " deferred"),
                    "in the lake, but not surely in the tables; run 'backfill deferred' once they answer");
        }
        if (failed > 0) {
            line(screen, screen.toned(Tone.BAD, grouped(failed) + " failed"), "not in the lake; they come again");
        }
        for (Failure failure : total.failures()) {
            screen.line("  " + screen.toned(Tone.BAD, failure.code().id()) + "  " + failure.what()
                    + failure.why().map(why -> ": " + why).orElse(""));
        }
        if (total.rejectedTotal() > 0) {
            screen.line("The rejected are kept in the lake bucket under quarantine/. Mend the cause, then run"
                    + " 'picasso-analytics process quarantine'.");
        }
    }

    private static void line(Screen screen, String what, String note) {
        screen.line("  " + what + "  " + screen.toned(Tone.FAINT, note));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
