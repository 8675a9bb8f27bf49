package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbSessionStore;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbTableControl;
import io.picasso.analytics.adapter.aws.s3.S3BucketControl;
import io.picasso.analytics.adapter.aws.s3.S3Clients;
import io.picasso.analytics.adapter.aws.s3.S3ObjectStore;
import io.picasso.analytics.adapter.aws.s3.S3TenantRegistry;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.adapter.aws.sqs.SqsEventQueue;
import io.picasso.analytics.adapter.aws.sqs.SqsQueueControl;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.adapter.json.JsonTenantMappings;
import io.picasso.analytics.operation.ingest.MappedTenants;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TenantDirectory;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts operations and adapters together for one environment. Nothing is built before it is asked for. */
public final class Wiring {
    private final Settings settings;
    private final Clock clock;
    private final JsonParser parser = new JacksonParser();
    private final Supplier<DynamoDbClient> dynamoDb;
    private final Supplier<S3Client> s3;
    private final Supplier<SqsClient> sqs;

    public Wiring(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.dynamoDb = Once.of(() -> DynamoDbClients.create(dynamoDbService().connection()));
        this.s3 = Once.of(() -> S3Clients.create(s3Service().connection()));
        this.sqs = Once.of(() -> SqsClients.create(sqsService().connection()));
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

    /** How long rows are kept in this environment. */
    public Retention retention() {
        return new Retention(settings.number(SettingKey.RETENTION_DAYS));
    }

    /** Ingestion: batches, the queue, files, the lake, the quarantine. */
    public Ingestion ingestion() {
        return new Ingestion(this);
    }

    /** The session tables. */
    public SessionStore sessionStore() {
        return new DynamoDbSessionStore(
                dynamoDb.get(),
                dynamoDbService().connection(),
                settings.text(SettingKey.SESSION_EVENTS_TABLE),
                settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                retention(),
                parser);
    }

    /** The bucket of the event lake. */
    public ObjectStore lake() {
        return bucket(SettingKey.LAKE_BUCKET);
    }

    /** The event queue. */
    public EventQueue queue() {
        return new SqsEventQueue(sqs.get(), sqsService().connection(), settings.text(SettingKey.QUEUE));
    }

    /** Which tenant a hash belongs to. */
    public TenantDirectory tenantDirectory() {
        return new MappedTenants(bucket(SettingKey.MAPPINGS_BUCKET), parser);
    }

    /**
     * Provisioning.
     *
     * @param longestWait how long to wait for tables to become ready
     */
    public Provision provision(Duration longestWait) {
        return new Provision(
                Declarations.of(settings),
                () -> new DynamoDbTableControl(dynamoDb.get(), dynamoDbService(), Patience.DEFAULT.upTo(longestWait)),
                () -> new S3BucketControl(s3.get(), s3Service()),
                () -> new SqsQueueControl(sqs.get(), sqsService()));
    }

    /** The tenants. */
    public Tenants tenants() {
        String bucket = settings.text(SettingKey.MAPPINGS_BUCKET);
        return new Tenants(new S3TenantRegistry(s3.get(), s3Service(), bucket, new JsonTenantMappings()), clock);
    }

    private ObjectStore bucket(SettingKey name) {
        return new S3ObjectStore(s3.get(), s3Service().connection(), settings.text(name));
    }

    private AwsService dynamoDbService() {
        return new AwsService("DynamoDB", Connections.dynamoDb(settings));
    }

    private AwsService s3Service() {
        return new AwsService("S3", Connections.s3(settings));
    }

    private AwsService sqsService() {
        return new AwsService("SQS", Connections.sqs(settings));
    }
}
