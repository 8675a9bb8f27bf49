package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.dynamodb.DynamoDb;
import io.picasso.analytics.adapter.aws.s3.S3;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.DeferredMarkers;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.ingest.IsolationProbe;
import io.picasso.analytics.operation.ingest.MappedTenants;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.operation.ingest.Quarantine;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TenantDirectory;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What the processor of batches is put together from: S3, DynamoDB, and no other service. It is all a function needs, so
 * nothing else is in a function's archive. Nothing is built before it is asked for.
 */
public final class Processing {
    private final Settings settings;
    private final Clock clock;
    private final JsonParser parser = new JacksonParser();
    private final Once<DynamoDb> dynamoDb;
    private final Once<S3> s3;

    public Processing(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.dynamoDb = Once.of(() -> new DynamoDb(Connections.dynamoDb(settings)));
        this.s3 = Once.of(() -> new S3(Connections.s3(settings)));
    }

    /** The settings everything here was built from. */
    public Settings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    public JsonParser parser() {
        return parser;
    }

    /** Whether this environment's processor writes the session tables. */
    public boolean writesTables() {
        return settings.flag(SettingKey.DYNAMODB_WRITE_ENABLED);
    }

    /** The processor of batches, with the tables on or off as the environment says, and threads of its own. */
    public BatchProcessor processor() {
        return processor(Workers.named("writer", Workers.WRITERS));
    }

    /**
     * A processor whose tables are not there, for the proof that this holds up nothing; see
     * {@link io.picasso.analytics.operation.ingest.IsolationProbe}.
     */
    public BatchProcessor isolatedProcessor() {
        ExecutorService workers = Workers.named("isolated", Workers.WRITERS);
        return processor(lake(), Optional.of(absentTables()), workers);
    }

    /** Session tables that are not there. */
    SessionStore absentTables() {
        return dynamoDb()
                .sessionStore(
                        IsolationProbe.absent(settings.text(SettingKey.SESSION_EVENTS_TABLE)),
                        IsolationProbe.absent(settings.text(SettingKey.SESSION_SUMMARIES_TABLE)),
                        retention(),
                        parser);
    }

    /** The processor of batches on those threads. */
    BatchProcessor processor(ExecutorService workers) {
        return processor(lake(), writesTables() ? Optional.of(sessionStore()) : Optional.empty(), workers);
    }

    /** A processor of batches with that lake and those tables. */
    BatchProcessor processor(ObjectStore lake, Optional<SessionStore> tables, ExecutorService workers) {
        return new BatchProcessor(
                new MessageReader(parser, new CachedTenants(tenantDirectory(), clock), eventFactory()),
                new EventLake(lake, settings.environment()),
                new Quarantine(lake, clock),
                new DeferredMarkers(lake, clock),
                tables.map(store -> new SessionTables(store, retention(), workers)),
                workers,
                System::nanoTime);
    }

    SessionTables tables(ExecutorService workers) {
        return new SessionTables(sessionStore(), retention(), workers);
    }

    /** How long rows are kept in this environment. */
    Retention retention() {
        return new Retention(settings.number(SettingKey.RETENTION_DAYS));
    }

    /** Makes events as this environment stores them. */
    EventFactory eventFactory() {
        boolean keep = settings.text(SettingKey.PII).equals("keep");
        return new EventFactory(keep ? Redaction.KEEP : Redaction.REDACT);
    }

    /** The session tables. */
    SessionStore sessionStore() {
        return dynamoDb()
                .sessionStore(
                        settings.text(SettingKey.SESSION_EVENTS_TABLE),
                        settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                        retention(),
                        parser);
    }

    /** The bucket of the event lake. */
    ObjectStore lake() {
        return s3().objectStore(settings.text(SettingKey.LAKE_BUCKET));
    }

    /** Which tenant a hash belongs to. */
    TenantDirectory tenantDirectory() {
        return new MappedTenants(s3().objectStore(settings.text(SettingKey.MAPPINGS_BUCKET)), parser);
    }

    DynamoDb dynamoDb() {
        return dynamoDb.get();
    }

    S3 s3() {
        return s3.get();
    }
}
