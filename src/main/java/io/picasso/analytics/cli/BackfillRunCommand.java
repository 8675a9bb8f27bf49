package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.FanOut;
import io.picasso.analytics.operation.backfill.RunReport;
import io.picasso.analytics.operation.backfill.RunRequest;
import io.picasso.analytics.wiring.Backfills;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a backfill. */
@picocli.CommandLine.Command(
        name = "run",
        description = {
            "Writes history into the session tables: events, and the summaries folded from them. Only the tables are"
                    + " written, never the lake; 'process file' does both.",
            "It is safe beside live traffic, and running it again writes nothing twice. Events past their retention are"
                    + " counted and left out. What is no event is put aside in a file, with line, offset and reason;"
                    + " corrected, that file loads as it is.",
            "Every step is in a journal first: killed at any moment, 'backfill resume' goes on, and 'backfill undo' takes"
                    + " back what this run wrote. It writes also where dynamodb_write_enabled is false: that switch is the"
                    + " processor's."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill run --tenant FOS402334 --from 2025-10-01 --to 2025-12-26 --rate 500",
            "  picasso-analytics backfill run events.ndjson.gz --max-errors 0.5%% --yes",
            "  picasso-analytics backfill run --on queue --rate 200"
        })
final class BackfillRunCommand extends EnvironmentCommand {
    @Mixin
    SourceOptions from = new SourceOptions();

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    enum Place {
        HERE,
        QUEUE
    }

    @Option(
            names = "--on",
            paramLabel = "here|queue",
            description = "Work here, or put the shards on the queue, for any number of 'process shards' on any"
                    + " machines. There --rate holds for each of these processes by itself; --max-errors and --max-cost"
                    + " are refused, for no worker could keep them. Default: here.")
    String on = "here";

    @Override
    ExitStatus run() {
        Place place = place();
        RunRequest request = from.request(settings().isLocal(), () -> wiring().tenants());
        if (place == Place.QUEUE) {
            FanOut.requireShareable(request);
        }
        Backfills backfills = wiring().backfills(runsFolder(), context().workingDirectory());
        if (confirmation.dryRun) {
            return new Planning(this, backfills).print(request);
        }
        confirmation(confirmation)
                .change("Write the session tables of the environment "
                        + settings().environment() + " from " + request.source().word() + "?");
        String run = name();
        if (place == Place.QUEUE) {
            print(new QueuedAnswer(
                    backfills.fanOut().start(run, request), settings().environment()));
            return ExitStatus.OK;
        }
        try (RunDisplay display = new RunDisplay(this, run)) {
            RunReport report = backfills.backfill().start(run, request, display::isStopped, display::show);
            display.close();
            return RunAnswer.print(this, report);
        }
    }

    private Place place() {
        try {
            return Place.valueOf(on.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + on + "' is no place to work")
                    .where("--on")
                    .next("Give here or queue.");
        }
    }

    /** In the order of time, and never twice. */
    private String name() {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(context().clock().instant())
                + "-"
                + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    }
}
