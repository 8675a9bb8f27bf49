package io.picasso.analytics.benchmark;

import io.picasso.analytics.operation.backfill.Backfill;
import io.picasso.analytics.operation.backfill.Limits;
import io.picasso.analytics.operation.backfill.RunReport;
import io.picasso.analytics.operation.backfill.RunRequest;
import io.picasso.analytics.operation.backfill.RunRequest.Source;
import io.picasso.analytics.operation.backfill.Selection;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.wiring.Backfills;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Runs of {@code backfill run}, as the command makes them, each in a folder for runs on the disk. */
final class BackfillSide {
    private final Path folder;
    private int runs;

    BackfillSide(Path folder) {
        this.folder = folder;
    }

    /**
     * What a run came to.
     *
     * @param seconds from its beginning to its end, the start of its journal included
     * @param bytes of its journal; 0 when it has none
     * @param journalNanos processor time that the journal's entries took
     */
    record Took(RunReport report, double seconds, long bytes, long journalNanos) {
        double eventsPerSecond() {
            return report.written().events() / seconds;
        }

        /** Everything it wrote: events, and for each session an anchor and a summary. */
        double itemsPerSecond() {
            return (report.written().events() + 2.0 * report.written().sessions()) / seconds;
        }
    }

    /** A run over a file. */
    static RunRequest file(Path file, int workers) {
        return request(Source.FILE, List.of(file.toString()), workers);
    }

    /** A run over the whole lake. */
    static RunRequest lake(int workers) {
        return request(Source.S3, List.of(), workers);
    }

    /** The same run at a rate. */
    static RunRequest at(double unitsPerSecond, RunRequest request) {
        return request.with(OptionalDouble.of(unitsPerSecond), Optional.empty(), OptionalDouble.empty());
    }

    private static RunRequest request(Source source, List<String> files, int workers) {
        return new RunRequest(
                source,
                files,
                Selection.ALL,
                OptionalDouble.empty(),
                ErrorBudget.UNLIMITED,
                OptionalDouble.empty(),
                workers,
                Limits.HELD_EVENTS);
    }

    /** Makes a run. It counts only when everything was written. */
    Took run(Wiring wiring, RunRequest request, long expected, boolean journal) {
        Backfills backfills = wiring.backfills(folder, Path.of("/"));
        WatchedJournals journals = new WatchedJournals(backfills.runs(), journal);
        Backfill backfill = backfills.backfill(journals);
        String run = "run-" + ++runs;
        long start = System.nanoTime();
        RunReport report = backfill.start(run, request, () -> false, status -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        if (report.outcome() != Outcome.COMPLETE || report.written().events() != expected) {
            throw new IllegalStateException(
                    "not a whole run: " + report, report.why().orElse(null));
        }
        return new Took(report, seconds, journal ? journalBytes(run) : 0, journals.computed());
    }

    private long journalBytes(String run) {
        try (Stream<Path> files = Files.list(folder.resolve(run))) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
