package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.ReadCost;
import io.picasso.analytics.operation.backfill.RunReport;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run came to. */
record RunAnswer(RunReport report) implements Answer {
    /**
     * Prints the report.
     *
     * @throws Failure what ended the run early, with the command that goes on with it
     */
    static ExitStatus print(Command command, RunReport report) {
        command.print(new RunAnswer(report));
        if (report.outcome() == Outcome.COMPLETE) {
            return report.counts().rejected() == 0 ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
        }
        Failure why = report.why().orElseGet(() -> Failure.of(FailureCode.INTERRUPTED, "The run was stopped"));
        throw why.next("Go on with: picasso-analytics "
                + (command.settings().isLocal()
                        ? ""
                        : "--env " + command.settings().environment() + " ")
                + "backfill resume " + report.run()
                + (report.remedy().isEmpty() ? "" : " " + report.remedy()));
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", report.run());
        data.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        data.put("lines", report.counts().lines());
        data.put("events", report.counts().events());
        data.put("repeated", report.counts().repeated());
        data.put("expired", report.counts().expired());
        data.put("outside_selection", report.counts().outside());
        data.put("rejected", report.counts().rejected());
        data.put("written", report.written().events());
        data.put("already_there", report.written().present());
        data.put("not_yet_written", report.notYetWritten());
        data.put("session_writes", report.written().sessions());
        data.put("write_units", report.written().units());
        data.put("dollars", report.dollars());
        data.put("scanned_bytes", report.reading().scannedBytes());
        data.put("scan_dollars", report.reading().dollars());
        data.put("throttled", report.throttled());
        data.put("shards", report.shards());
        data.put("shards_done", report.shardsDone());
        data.put("seconds", report.took().toMillis() / 1000.0);
        data.put("bad_records", report.badRecords().orElse(null));
        return data;
    }

    @Override
    public void draw(Screen screen) {
        Tone tone = report.outcome() == Outcome.COMPLETE ? Tone.GOOD : Tone.WARNING;
        screen.line("Run " + report.run() + " is " + screen.toned(tone, word(report.outcome())) + ", "
                + grouped(report.shardsDone()) + " of " + grouped(report.shards()) + " shards.");
        line(screen, report.counts().lines(), "lines read", "in all processes of the run");
        line(screen, report.counts().events(), "events", "of the tenants and days that were asked for");
        line(screen, report.counts().repeated(), "came again", "and count once");
        line(screen, report.counts().expired(), "expired", "past their retention: not written");
        line(screen, report.written().present(), "were there", "already");
        line(screen, report.written().events(), "written", "with the summaries of their sessions");
        if (report.notYetWritten() > 0) {
            line(screen, report.notYetWritten(), "not written", "yet: read, and held back until the run goes on");
        }
        if (report.counts().outside() > 0) {
            line(screen, report.counts().outside(), "outside", "of the tenants and days that were asked for");
        }
        line(
                screen,
                report.counts().rejected(),
                "rejected",
                report.badRecords().map(f -> "put aside in " + f).orElse(""));
        screen.line(String.format(
                Locale.ROOT,
                "%,.0f write units, $%s, %,d throttled, %.1f s",
                report.written().units(),
                Dollars.of(report.dollars()),
                report.throttled(),
                report.took().toMillis() / 1000.0));
        scanned(screen, report.reading());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> "complete";
            case INTERRUPTED -> "interrupted";
            case LIMIT -> "stopped at a limit";
            case FAILED -> "stopped by a failure";
        };
    }

    private static void scanned(Screen screen, ReadCost reading) {
        if (reading.scannedBytes() > 0) {
            screen.line(String.format(
                    Locale.ROOT,
                    "%,d bytes scanned by Athena, $%s",
                    reading.scannedBytes(),
                    Dollars.of(reading.dollars().doubleValue())));
        }
    }

    private static void line(Screen screen, long number, String what, String note) {
        screen.line(String.format(Locale.ROOT, "  %,12d  %-11s ", number, what) + screen.toned(Tone.FAINT, note));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
