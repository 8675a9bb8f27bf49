package io.picasso.analytics.operation.provision;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.athena.AthenaClients;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.aws.s3.S3Clients;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An environment of its own on the shared engines: every table, bucket and queue has a name nobody else uses. */
public final class TestEnvironment implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<SettingKey> TABLES = List.of(
            SettingKey.SESSION_EVENTS_TABLE,
            SettingKey.SESSION_SUMMARIES_TABLE,
            SettingKey.AGGREGATES_TABLE,
            SettingKey.FORM_SUBMISSIONS_TABLE,
            SettingKey.DAILY_TABLE,
            SettingKey.AUDIT_TABLE,
            SettingKey.TOKEN_BLACKLIST_TABLE,
            SettingKey.CONVERSATIONS_TABLE);
    private static final List<SettingKey> OTHERS = List.of(
            SettingKey.LAKE_BUCKET,
            SettingKey.ARCHIVE_BUCKET,
            SettingKey.MAPPINGS_BUCKET,
            SettingKey.QUEUE,
            SettingKey.DEAD_LETTER_QUEUE,
            SettingKey.BACKFILL_QUEUE,
            SettingKey.BACKFILL_DEAD_LETTER_QUEUE);

    private final Settings settings;

    private TestEnvironment(Settings settings) {
        this.settings = settings;
    }

    /** A new environment with nothing in it. */
    public static TestEnvironment create() {
        return on(LocalEngines.endpoints());
    }

    /** The same on engines of one's own. */
    static TestEnvironment on(Endpoints endpoints) {
        String suffix = "-p" + COUNT.incrementAndGet();
        Settings settings = Settings.defaults(Settings.LOCAL)
                .with(SettingKey.DYNAMODB_ENDPOINT, endpoints.dynamodb().toString(), Origin.DEFAULT)
                .with(SettingKey.S3_ENDPOINT, endpoints.s3().toString(), Origin.DEFAULT)
                .with(SettingKey.SQS_ENDPOINT, endpoints.sqs().toString(), Origin.DEFAULT);
        settings = settings.with(SettingKey.ATHENA_ENDPOINT, endpoints.athena().toString(), Origin.DEFAULT)
                .with(
                        SettingKey.ATHENA_DATABASE,
                        SettingKey.ATHENA_DATABASE.defaultText() + suffix.replace('-', '_'),
                        Origin.DEFAULT);
        for (SettingKey key : Stream.concat(TABLES.stream(), OTHERS.stream()).toList()) {
            settings = settings.with(key, key.defaultText() + suffix, Origin.DEFAULT);
        }
        return new TestEnvironment(settings);
    }

    public Settings settings() {
        return settings;
    }

    /** The name a resource has in this environment. */
    public String name(SettingKey key) {
        return settings.text(key);
    }

    public DynamoDbClient dynamoDb() {
        return DynamoDbClients.create(
                AwsConnection.local(settings.url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()));
    }

    public S3Client s3() {
        return S3Clients.create(
                AwsConnection.local(settings.url(SettingKey.S3_ENDPOINT).orElseThrow()));
    }

    public SqsClient sqs() {
        return SqsClients.create(
                AwsConnection.local(settings.url(SettingKey.SQS_ENDPOINT).orElseThrow()));
    }

    public AthenaClient athena() {
        return AthenaClients.create(
                AwsConnection.local(settings.url(SettingKey.ATHENA_ENDPOINT).orElseThrow()));
    }

    /** Takes the tables down: the engine is slower with every table it holds. Buckets may be shared and stay. */
    @Override
    public void close() {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            for (SettingKey table : TABLES) {
                drop(dynamoDb, name(table));
            }
        }
    }

    private static void drop(DynamoDbClient dynamoDb, String table) {
        try {
            dynamoDb.deleteTable(b -> b.tableName(table));
        } catch (ResourceNotFoundException absent) {
            // Not every test makes every table.
        }
    }
}
