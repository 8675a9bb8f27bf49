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
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An environment of its own on the shared engines: every table, bucket and queue has a name nobody else uses. */
public final class TestEnvironment {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<SettingKey> NAMES = List.of(
            SettingKey.SESSION_EVENTS_TABLE,
            SettingKey.SESSION_SUMMARIES_TABLE,
            SettingKey.AGGREGATES_TABLE,
            SettingKey.FORM_SUBMISSIONS_TABLE,
            SettingKey.DAILY_TABLE,
            SettingKey.AUDIT_TABLE,
            SettingKey.TOKEN_BLACKLIST_TABLE,
            SettingKey.CONVERSATIONS_TABLE,
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
        for (SettingKey key : NAMES) {
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
}
