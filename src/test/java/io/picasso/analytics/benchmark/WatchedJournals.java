package io.picasso.analytics.benchmark;

import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.port.RunControl;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Runs whose journals are watched: the processor time their entries take is added up. They are written, or not at all;
 * everything else of the runs is real.
 */
final class WatchedJournals implements Runs {
    private final Runs runs;
    private final boolean written;
    private final LongAdder nanos = new LongAdder();

    WatchedJournals(Runs runs, boolean written) {
        this.runs = runs;
        this.written = written;
    }

    /** What the entries took of the processor, in nanoseconds. */
    long computed() {
        return nanos.sum();
    }

    @Override
    public OpenRun create(String run) {
        OpenRun open = runs.create(run);
        Journal journal = new Journal() {
            @Override
            public void append(JournalEntry entry) {
                ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadCpuTime();
                if (written) {
                    open.journal().append(entry);
                }
                nanos.add(threads.getCurrentThreadCpuTime() - before);
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
