package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.NewFile;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.gate.EvidenceStore;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a document of what was found. */
@picocli.CommandLine.Command(
        name = "report",
        description = {
            "Makes a report of one run, or of the last run of every phase, from the evidence.",
            "Formats: text (with -o also json and others), junit (XML, for build servers), markdown, html (one file, with"
                    + " plots, nothing else is loaded)."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics gate report --format html --out gates.html",
            "  picasso-analytics gate report --format junit > gates.xml"
        })
final class GateReportCommand extends EnvironmentCommand {
    /** The forms of a report. */
    enum Format {
        text,
        junit,
        markdown,
        html
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run; default: the last of every phase.")
    @Nullable
    String run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, junit, markdown or html (default: ${DEFAULT-VALUE}).")
    Format format = Format.text;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it into this file; it must not be there yet.")
    @Nullable
    String out;

    @Override
    ExitStatus run() {
        EvidenceStore evidence = wiring().gates(Duration.ZERO, Optional.empty()).evidence();
        List<RecordedRun> runs = chosen(RecordedRun.of(evidence.all()));
        String environment = wiring().settings().environment();
        if (format == Format.text) {
            if (out != null) {
                throw Failure.of(FailureCode.BAD_USAGE, "--out needs --format junit, markdown or html");
            }
            GateVerdict worst =
                    GateVerdict.worst(runs.stream().map(RecordedRun::verdict).toList());
            print(new GateRunAnswer(environment, runs, worst, evidence.place()));
            return ExitStatus.OK;
        }
        GateReport report = new GateReport(
                environment, runs, evidence.place(), context().clock().instant());
        write(
                switch (format) {
                    case junit -> GateJunit.of(report);
                    case markdown -> GateMarkdown.of(report);
                    default -> GateHtml.of(report);
                });
        return ExitStatus.OK;
    }

    private List<RecordedRun> chosen(List<RecordedRun> all) {
        if (run != null) {
            return List.of(all.stream()
                    .filter(one -> one.run().equals(run))
                    .findFirst()
                    .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no run '" + run + "'")
                            .next("'picasso-analytics gate history' shows the runs there are.")));
        }
        List<RecordedRun> last = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            RecordedRun.last(all, phase).ifPresent(last::add);
        }
        if (last.isEmpty()) {
            throw Failure.of(FailureCode.NOT_FOUND, "No gate was run yet in this environment")
                    .next("Run one with 'picasso-analytics gate run 1'.");
        }
        return last;
    }

    private void write(String document) {
        if (out == null) {
            context().terminal().out().print(document);
            context().terminal().out().flush();
        } else {
            try (NewFile file = NewFile.at(out, context().workingDirectory())) {
                file.append(document.lines().toList());
            }
            note("The report is in " + out);
        }
    }
}
