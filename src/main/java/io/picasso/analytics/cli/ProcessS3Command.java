package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.ingest.LakeReplay;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.wiring.Ingestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays lake objects. */
@picocli.CommandLine.Command(
        name = "s3",
        description = {
            "Writes events of the lake into the session tables again: after the tables were off, gone or out of reach.",
            "Only the tables are written, never the lake. What is there already is not counted twice; events past their"
                    + " retention are left out."
        },
        footer = {"", "Example:", "  picasso-analytics process s3 --from 2025-12-01 --to 2025-12-31 --tenant FOS402334"
        })
final class ProcessS3Command extends EnvironmentCommand {
    @Option(names = "--prefix", paramLabel = "PATH", description = "Only objects whose path starts with this.")
    String prefix = "";

    @Option(names = "--tenant", paramLabel = "ID", description = "Only objects of this tenant.")
    @Nullable
    String tenant;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, as 2025-12-01.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, included.")
    @Nullable
    String to;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        LakeSelection selection = DayOption.selection(prefix, tenant, from, to);
        Ingestion ingestion = wiring().ingestion();
        if (!ingestion.writesTables()) {
            throw Failure.of(FailureCode.TABLES_OFF, "The session tables are not to be written in this environment")
                    .where("environment " + settings().environment());
        }
        LakeReplay.Report report;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = new Progress(
                        context().terminal(), options().quiet, context().clock(), "events", OptionalLong.empty())) {
            report = ingestion
                    .lakeReplay(context().interruption()::requested, more -> progress.advance(more, 0))
                    .run(selection);
        }
        if (report.objects() == 0) {
            throw Failure.of(FailureCode.NOT_FOUND, "No object of the lake is meant by this selection")
                    .where(wiring().lake().name())
                    .next("Look at what there is with a shorter --prefix, other days, or 'tenant list'.");
        }
        print(new Replayed(report));
        return report.unreadable().isEmpty() ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
    }

    private record Replayed(LakeReplay.Report report) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("objects", report.objects());
            data.put("events", report.events());
            data.put("expired", report.expired());
            data.put(
                    "unreadable",
                    report.unreadable().stream().map(Replayed::line).toList());
            return data;
        }

        private static Map<String, Object> line(LakeEvents.Unreadable unreadable) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("place", unreadable.place());
            line.put("reason", unreadable.reason().label());
            line.put("detail", unreadable.detail());
            return line;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("  " + report.events() + " events  "
                    + screen.toned(Tone.FAINT, "of " + report.objects() + " lake objects are in the tables"));
            if (report.expired() > 0) {
                screen.line("  " + report.expired() + " expired  "
                        + screen.toned(Tone.FAINT, "past their retention, left out"));
            }
            if (!report.unreadable().isEmpty()) {
                screen.line(
                        "  " + screen.toned(Tone.WARNING, report.unreadable().size() + " unreadable"));
                screen.table(
                        List.of("PLACE", "REASON", "DETAIL"),
                        report.unreadable().stream()
                                .limit(20)
                                .map(u -> List.of(u.place(), u.reason().label(), u.detail()))
                                .toList());
            }
        }
    }
}
