package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.dynamodb.DynamoDb;
import io.picasso.analytics.adapter.file.NdjsonFiles;
import io.picasso.analytics.adapter.file.RunFolders;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.backfill.Backfill;
import io.picasso.analytics.operation.backfill.BackfillPlan;
import io.picasso.analytics.operation.backfill.BackfillUndo;
import io.picasso.analytics.operation.backfill.BadRecords;
import io.picasso.analytics.operation.backfill.EventSource;
import io.picasso.analytics.operation.backfill.FanOut;
import io.picasso.analytics.operation.backfill.FileSource;
import io.picasso.analytics.operation.backfill.LakeRuns;
import io.picasso.analytics.operation.backfill.LakeSource;
import io.picasso.analytics.operation.backfill.Planner;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.operation.backfill.RunRequest;
import io.picasso.analytics.operation.backfill.ShardProcessor;
import io.picasso.analytics.operation.backfill.ShardWorker;
import io.picasso.analytics.operation.backfill.WarehouseSource;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The backfill, put together for one environment. */
public final class Backfills {
    private static final int UNDO_WORKERS = 8;

    private final Wiring wiring;
    private final Path directory;
    private final Runs runs;
    private final Once<DynamoDb> bulk;

    Backfills(Wiring wiring, Path runs, Path directory) {
        this.wiring = wiring;
        this.directory = directory;
        this.runs = new RunFolders(runs, wiring.parser());
        this.bulk = Once.of(() -> new DynamoDb(Connections.dynamoDbInBulk(wiring.settings())));
    }

    /** The runs in a folder; needs no environment. */
    public static Runs runsIn(Path folder) {
        return new RunFolders(folder, new JacksonParser());
    }

    /** The runs of this machine, of every environment. */
    public Runs runs() {
        return runs;
    }

    /** Starts runs and goes on with them. */
    public Backfill backfill() {
        return backfill(runs);
    }

    /** The same with runs that are kept in another way. */
    public Backfill backfill(Runs kept) {
        return new Backfill(kept, target(), this::source, wiring.retention(), wiring.clock());
    }

    /** Shares runs among many workers. */
    public FanOut fanOut() {
        return new FanOut(lakeRuns(), wiring.backfillQueue(), target(), this::source, wiring.clock());
    }

    /** Works on shards of such runs. */
    public ShardProcessor shardProcessor(BooleanSupplier stop, ShardProcessor.Listener listener) {
        return new ShardProcessor(
                wiring.backfillQueue(),
                new ShardWorker(lakeRuns(), target(), this::source, wiring.retention(), wiring.clock()),
                wiring.parser(),
                stop,
                listener);
    }

    private LakeRuns lakeRuns() {
        return new LakeRuns(wiring.lake(), wiring.parser());
    }

    private Backfill.Target target() {
        Settings settings = wiring.settings();
        return new Backfill.Target(
                settings.environment(),
                settings.text(SettingKey.SESSION_EVENTS_TABLE),
                settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                this::tables,
                wiring::sessionRows);
    }

    /** What a run would read and write. */
    public BackfillPlan plan(RunRequest request, BooleanSupplier stop, LongConsumer listener) {
        try (EventSource source = source(request)) {
            return new Planner(
                            source,
                            request.selection(),
                            wiring.sessionStore()::cost,
                            wiring.retention(),
                            wiring.clock(),
                            stop,
                            listener)
                    .plan();
        }
    }

    /**
     * Takes back what a run wrote.
     *
     * @throws Failure RUN_BUSY while a process works on it; BAD_USAGE when it wrote to other tables
     */
    public BackfillUndo.Report undo(String run, boolean dryRun, BooleanSupplier stop, LongConsumer listener) {
        try (Runs.OpenRun open = runs.open(run)) {
            target().requireSame(RunHistory.started(open.journal(), run));
            BackfillUndo.Report report = undo(dryRun, stop, listener, open.journal()::read);
            if (!dryRun) {
                open.journal().append(new JournalEntry.Undone(wiring.clock().instant()));
            }
            return report;
        }
    }

    /** Takes back what the workers of a shared run wrote. */
    public BackfillUndo.Report undoShared(String run, boolean dryRun, BooleanSupplier stop, LongConsumer listener) {
        return fanOut().undo(run, dryRun, journal -> undo(dryRun, stop, listener, journal));
    }

    private BackfillUndo.Report undo(
            boolean dryRun, BooleanSupplier stop, LongConsumer listener, Consumer<Consumer<JournalEntry>> journal) {
        ExecutorService workers = Workers.named("undo", UNDO_WORKERS);
        try {
            return new BackfillUndo(wiring.sessionRows(), wiring.retention(), dryRun, workers, stop, listener)
                    .undo(journal);
        } finally {
            workers.shutdownNow();
        }
    }

    private SessionStore tables(WritePace pace) {
        Settings settings = wiring.settings();
        return bulk.get()
                .sessionStore(
                        settings.text(SettingKey.SESSION_EVENTS_TABLE),
                        settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                        wiring.retention(),
                        wiring.parser(),
                        pace);
    }

    private LakeSource lakeSource(RunRequest request) {
        return new LakeSource(
                wiring.lake(), new LakeReader(wiring.parser(), wiring.eventFactory()), request.selection());
    }

    /** The source a run reads from. */
    public EventSource source(RunRequest request) {
        return switch (request.source()) {
            case S3 -> lakeSource(request);
            case FILE ->
                new FileSource(
                        new NdjsonFiles(directory),
                        request.files(),
                        new MessageReader(
                                wiring.parser(),
                                new CachedTenants(wiring.tenantDirectory(), wiring.clock()),
                                wiring.eventFactory()),
                        new BadRecords(wiring.parser()));
            case ATHENA ->
                new WarehouseSource(lakeSource(request), wiring.lakeQueries(), QueryLimits.DEFAULT, request.maxScan());
        };
    }
}
