package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.athena.Athena;
import io.picasso.analytics.adapter.aws.events.EventBridge;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.adapter.aws.sts.StsIdentity;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.operation.account.Accounts;
import io.picasso.analytics.operation.lake.Compaction;
import io.picasso.analytics.operation.lake.PartLimits;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.operation.warehouse.LakeQueries;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.operation.warehouse.WarehouseEvents;
import io.picasso.analytics.port.CallerIdentity;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TenantDirectory;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.ScheduleDeclaration;
import io.picasso.analytics.session.CursorSeal;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts operations and adapters together for one environment. Nothing is built before it is asked for. */
public final class Wiring {
    /** Small objects are mostly waited for. */
    private static final int LAKE_WORKERS = 16;

    private final Settings settings;
    private final Processing processing;
    private final Once<Sqs> sqs;
    private final Once<Athena> athena;
    private final Once<Lambda> lambda;

    public Wiring(Settings settings, Clock clock) {
        this.settings = settings;
        this.processing = new Processing(settings, clock);
        this.sqs = Once.of(() -> new Sqs(Connections.sqs(settings)));
        this.athena = Once.of(() -> Reporting.athena(settings));
        this.lambda = Once.of(() -> new Lambda(Connections.lambda(settings), Connections.lambdaOnce(settings)));
    }

    /** The settings everything here was built from. */
    public Settings settings() {
        return settings;
    }

    public Clock clock() {
        return processing.clock();
    }

    public JsonParser parser() {
        return processing.parser();
    }

    /** The parts of the processor. */
    Processing processing() {
        return processing;
    }

    /** How long rows are kept in this environment. */
    public Retention retention() {
        return processing.retention();
    }

    /** Makes events as this environment stores them. */
    EventFactory eventFactory() {
        return processing.eventFactory();
    }

    /**
     * Backfilling.
     *
     * @param runs where the runs of this machine lie
     * @param directory where relative names of files start
     */
    public Backfills backfills(Path runs, Path directory) {
        return new Backfills(this, runs, directory);
    }

    /** Ingestion: batches, the queue, files, the lake, the quarantine. */
    public Ingestion ingestion() {
        return new Ingestion(this);
    }

    /** The session tables. */
    public SessionStore sessionStore() {
        return processing.sessionStore();
    }

    /** The rows of the session tables. */
    public SessionRows sessionRows() {
        return processing
                .dynamoDb()
                .sessionRows(
                        settings.text(SettingKey.SESSION_EVENTS_TABLE),
                        settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                        retention(),
                        parser());
    }

    /** Questions about sessions. */
    public SessionQueries sessionQueries() {
        // No secret: it tells a mistyped or foreign cursor apart. Whoever runs this can read the tables anyway.
        String key = "picasso-analytics session list " + settings.environment();
        CursorSeal seal = new CursorSeal(key.getBytes(StandardCharsets.UTF_8));
        return new SessionQueries(sessionStore(), retention(), seal, clock());
    }

    /** Who the environment takes us for; the embedded stack asks nobody. */
    public CallerIdentity callerIdentity() {
        return settings.isLocal() ? Optional::empty : new StsIdentity(Connections.sts(settings));
    }

    /** Metrics and what is computed ahead for them. */
    public Reporting reporting() {
        return new Reporting(processing, athena::get);
    }

    /** Accounts of sessions. */
    public Accounts accounts() {
        return new Accounts(lake(), ingestion().lakeEvents(), parser(), sessionStore(), retention(), clock());
    }

    /** The lake asked through queries, with events read as this environment reads them. */
    public LakeQueries lakeQueries() {
        return new LakeQueries(
                warehouse(),
                new LakeStatements(settings.text(SettingKey.ATHENA_DATABASE), settings.text(SettingKey.ATHENA_TABLE)),
                new WarehouseEvents(parser(), ingestion().lakeReader()),
                lake());
    }

    /** The bucket of the event lake. */
    public ObjectStore lake() {
        return processing.lake();
    }

    /** Compaction of the lake. */
    public Compaction compaction() {
        return new Compaction(lake(), PartLimits.DEFAULT, Workers.named("lake", LAKE_WORKERS), clock());
    }

    /** The event queue. */
    public EventQueue queue() {
        return sqs.get().eventQueue(settings.text(SettingKey.QUEUE));
    }

    /** The queue of backfill shards. */
    public EventQueue backfillQueue() {
        return sqs.get().eventQueue(settings.text(SettingKey.BACKFILL_QUEUE));
    }

    /** The queues as an operator handles them. */
    public Queues queues() {
        return new Queues(this, sqs::get);
    }

    /** Which tenant a hash belongs to. */
    public TenantDirectory tenantDirectory() {
        return processing.tenantDirectory();
    }

    /**
     * Provisioning.
     *
     * @param longestWait how long to wait for tables to become ready
     */
    public Provision provision(Duration longestWait) {
        return provision(longestWait, () -> {
            throw new IllegalStateException("the functions have no code here");
        });
    }

    /**
     * Provisioning with functions.
     *
     * @param code what they are made of; asked when it is needed
     */
    public Provision provision(Duration longestWait, Supplier<FunctionCode> code) {
        Patience patience = Patience.DEFAULT.upTo(longestWait);
        return new Provision(
                        Declarations.of(settings),
                        () -> processing.dynamoDb().tableControl(patience),
                        () -> processing.s3().bucketControl(),
                        () -> sqs.get().queueControl(),
                        () -> athena.get().catalogControl(),
                        () -> tenants().ids())
                .withFunctions(() -> functions(longestWait).deployment(), code)
                .withSchedule(
                        new ScheduleDeclaration(
                                settings.text(SettingKey.SCHEDULE),
                                settings.text(SettingKey.AGGREGATOR_FUNCTION),
                                Duration.ofMinutes(settings.number(SettingKey.SCHEDULE_MINUTES))),
                        () -> new EventBridge(Connections.eventBridge(settings)).scheduleControl(),
                        () -> lambda.get().functionControl(patience));
    }

    /**
     * The functions: what they are made of, their switch, and the rollback.
     *
     * @param longestWait how long to wait for an update to come into force, and for a table
     */
    public Functions functions(Duration longestWait) {
        Patience patience = Patience.DEFAULT.upTo(longestWait);
        return new Functions(
                this,
                () -> lambda.get().functionControl(patience),
                () -> processing.dynamoDb().tableControl(patience),
                () -> sqs.get().queueControl());
    }

    /**
     * Watching over the environment.
     *
     * @param stack the folder with the embedded stack's data, which has no CloudWatch; empty elsewhere
     */
    public Care care(Optional<Path> stack) {
        return new Care(this, sqs, lambda, () -> athena.get().catalogControl(), stack);
    }

    /** Queries over the whole lake. */
    public Warehouse warehouse() {
        return athena.get().warehouse(settings.text(SettingKey.ATHENA_DATABASE));
    }

    /** The dashboard's API, and its tokens. */
    public Dashboard dashboard() {
        return new Dashboard(processing);
    }

    /** The tenants. */
    public Tenants tenants() {
        return new Tenants(tenantRegistry(), clock());
    }

    TenantRegistry tenantRegistry() {
        return processing.s3().tenantRegistry(settings.text(SettingKey.MAPPINGS_BUCKET), parser());
    }

    /**
     * The gates.
     *
     * @param longestWait how long to wait for a function's update to come into force
     * @param dashboard where the dashboard's API is; empty: where it is deployed
     */
    public Gates gates(Duration longestWait, Optional<URI> dashboard) {
        Patience patience = Patience.DEFAULT.upTo(longestWait);
        return new Gates(
                this,
                functions(longestWait),
                () -> lambda.get().functionControl(patience),
                () -> processing.dynamoDb().tableControl(patience),
                dashboard);
    }
}
