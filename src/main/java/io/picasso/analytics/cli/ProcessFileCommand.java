package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.NdjsonFile;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.wiring.Ingestion;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Works on a file. */
@picocli.CommandLine.Command(
        name = "file",
        description = {
            "Processes events from a file, one JSON object a line, plain or gzip: single events of either wire format,"
                    + " batch envelopes, lines copied from the lake, or messages that 'queue purge' has saved.",
            "A file has no time of receipt, so the events' own times are believed; a saved message has its own. Processing it again changes nothing."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics process file events.ndjson.gz",
            "  zcat events.ndjson.gz | head -100 | picasso-analytics process file -"
        })
final class ProcessFileCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "PATH", description = "The file; '-' is standard input.")
    String path = "";

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        Tally tally = new Tally();
        boolean tables;
        try (NdjsonFile lines = NdjsonFile.open(
                        path, context().workingDirectory(), context().terminal().in());
                Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = new Progress(
                        context().terminal(), options().quiet, context().clock(), "lines", OptionalLong.empty())) {
            Ingestion ingestion = wiring().ingestion();
            tables = ingestion.writesTables();
            ingestion
                    .fileProcessor(context().interruption()::requested, (read, result) -> {
                        tally.add(read, result);
                        progress.advance(read, result.rejectedTotal());
                    })
                    .run(lines);
        }
        IngestAnswer answer = tally.answer("lines", tables);
        print(answer);
        return answer.exitStatus();
    }
}
