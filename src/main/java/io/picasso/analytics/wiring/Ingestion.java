package io.picasso.analytics.wiring;

import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.operation.ingest.BatchListener;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.FileProcessor;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.ingest.LakeReplay;
import io.picasso.analytics.operation.ingest.QuarantineReplay;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.Sender;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.operation.repair.DeferredRepair;
import io.picasso.analytics.operation.verify.Verify;
import io.picasso.analytics.resource.Declarations;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The operations that bring events into lake and tables, put together for one environment. */
public final class Ingestion {
    private static final int READERS = 8;

    private final Wiring wiring;
    private final ExecutorService workers;

    Ingestion(Wiring wiring) {
        this.wiring = wiring;
        this.workers = Workers.named("writer", Workers.WRITERS);
    }

    /** Whether this environment's processor writes the session tables. */
    public boolean writesTables() {
        return wiring.processing().writesTables();
    }

    /** The processor of batches, with the tables on or off as the environment says. */
    public BatchProcessor processor() {
        return wiring.processing().processor(workers);
    }

    /** Works on the queue. */
    public QueueProcessor queueProcessor(BooleanSupplier stop, QueueProcessor.Listener listener) {
        return new QueueProcessor(wiring.queue(), processor(), stop, listener);
    }

    /** Works on the lines of a file. */
    public FileProcessor fileProcessor(BooleanSupplier stop, BatchListener listener) {
        return new FileProcessor(wiring.parser(), processor(), stop, listener);
    }

    /** Writes lake objects into the tables again. */
    public LakeReplay lakeReplay(BooleanSupplier stop, Consumer<Long> listener) {
        return new LakeReplay(
                wiring.lake(), lakeReader(), tables(), wiring.retention(), wiring.clock(), stop, listener);
    }

    /** Reads lines of the lake back into events. */
    public LakeReader lakeReader() {
        return new LakeReader(wiring.parser(), factory());
    }

    /** Repairs what the markers of failed batches name, whether or not the processor writes the tables. */
    public DeferredRepair deferredRepair() {
        return new DeferredRepair(
                wiring.lake(),
                lakeEvents(),
                wiring.parser(),
                tables(),
                wiring.sessionStore(),
                wiring.retention(),
                wiring.clock());
    }

    /** The events of the lake. */
    LakeEvents lakeEvents() {
        return new LakeEvents(wiring.lake(), new LakeReader(wiring.parser(), factory()));
    }

    /** Works on what was quarantined. */
    public QuarantineReplay quarantineReplay(BatchListener listener) {
        return new QuarantineReplay(wiring.lake(), wiring.parser(), processor(), listener);
    }

    /** Puts events on the queue. */
    public Sender sender() {
        return new Sender(wiring.queue(), wiring.parser());
    }

    /**
     * The comparison of the lake with the session tables.
     *
     * @param progress told how many more events were read
     */
    public Verify verify(BooleanSupplier stop, IntConsumer progress) {
        return new Verify(
                wiring.lake(),
                wiring.parser(),
                new LakeReader(wiring.parser(), factory()),
                wiring.sessionRows(),
                wiring.sessionStore(),
                wiring.retention(),
                Declarations.LAKE_DAYS,
                wiring.clock(),
                Workers.named("lake reader", READERS),
                Workers.named("session reader", READERS),
                stop,
                progress);
    }

    private SessionTables tables() {
        return wiring.processing().tables(workers);
    }

    private EventFactory factory() {
        return wiring.eventFactory();
    }
}
