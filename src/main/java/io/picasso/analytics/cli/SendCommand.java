package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.NdjsonFile;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.Sender;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts events on the queue. */
@picocli.CommandLine.Command(
        name = "send",
        description = {
            "Puts events on the queue as the widget's endpoint does. Each line of the file is an event of either wire"
                    + " format, or a batch envelope.",
            "A line that 'queue purge' has saved becomes the message it was, whatever it holds.",
            "With --request N every N events make one request: up to 10 go as a message each, more as one envelope."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics send events.ndjson",
            "  picasso-analytics send events.ndjson --request 25"
        })
final class SendCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "FILE", description = "NDJSON, plain or gzip; '-' is standard input.")
    String path = "";

    @Option(names = "--request", paramLabel = "N", description = "Events in a request of the widget. Default: 1.")
    int request = 1;

    @Option(names = "--raw", description = "Send each line as it is, whatever it holds.")
    boolean raw;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        if (request < 1) {
            throw Failure.of(FailureCode.BAD_USAGE, "--request is at least 1");
        }
        try (NdjsonFile lines = NdjsonFile.open(
                path, context().workingDirectory(), context().terminal().in())) {
            Sender sender = wiring().ingestion().sender();
            Sender.Report report = raw ? sender.sendRaw(lines) : sender.send(lines, request);
            print(new Sent(report));
            return report.refused().isEmpty() ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
        }
    }

    private record Sent(Sender.Report report) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("events", report.events());
            data.put("messages", report.messages());
            data.put("refused", report.refused());
            return data;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("  " + report.events() + " events in " + report.messages() + " messages are on the queue");
            report.refused().forEach(line -> screen.line("  " + screen.toned(Tone.WARNING, "not sent") + "  " + line));
        }
    }
}
