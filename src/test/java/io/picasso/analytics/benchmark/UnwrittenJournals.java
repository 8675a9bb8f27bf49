package io.picasso.analytics.benchmark;

import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.port.RunControl;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Runs whose journals only count their entries; everything else of them is real. */
final class UnwrittenJournals implements Runs {
    private final Runs runs;
    private final LongAdder entries = new LongAdder();

    UnwrittenJournals(Runs runs) {
        this.runs = runs;
    }

    @Override
    public OpenRun create(String run) {
        OpenRun open = runs.create(run);
        Journal journal = new Journal() {
            @Override
            public void append(JournalEntry entry) {
                entries.increment();
            }

            @Override
            public void read(Consumer<JournalEntry> reader) {}

            @Override
            public void close() {}
        };
        return new OpenRun() {
            @Override
            public Journal journal() {
                return journal;
            }

            @Override
            public RejectedRecords bad() {
                return open.bad();
            }

            @Override
            public RunControl control() {
                return open.control();
            }

            @Override
            public void close() {
                open.close();
            }
        };
    }

    @Override
    public OpenRun open(String run) {
        throw new UnsupportedOperationException("nothing is known of a run without a journal");
    }

    @Override
    public List<String> list() {
        return runs.list();
    }

    @Override
    public void read(String run, Consumer<JournalEntry> reader) {
        runs.read(run, reader);
    }

    @Override
    public Optional<RunStatus> status(String run) {
        return runs.status(run);
    }

    @Override
    public OptionalLong worker(String run) {
        return runs.worker(run);
    }

    @Override
    public RunWish wish(String run) {
        return runs.wish(run);
    }

    @Override
    public void leave(String run, RunWish wish) {
        runs.leave(run, wish);
    }

    @Override
    public String badRecords(String run) {
        return runs.badRecords(run);
    }
}
