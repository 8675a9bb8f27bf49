package io.picasso.analytics.resource;

import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything one environment needs, in the order in which it is built.
 *
 * @param tables the DynamoDB tables
 * @param buckets the S3 buckets
 * @param queues the queues, a dead-letter queue before the queue that points to it
 * @param catalog the table through which the lake is queried, before it knows any tenant
 */
public record Declarations(
        List<TableDeclaration> tables,
        List<BucketDeclaration> buckets,
        List<QueueDeclaration> queues,
        CatalogDeclaration catalog) {
    /** Attribute with the epoch second of an item's end, the same in every table that has one. */
    public static final String TTL = "ttl";

    /** The index that leads from a tenant and a time to events. */
    public static final String TENANT_INDEX = "tenant-date-index";

    /** Days the lake and the query results over it are kept. */
    public static final int LAKE_DAYS = 90;

    /** Seven years, leap days included. */
    public static final int ARCHIVE_DAYS = 7 * 365 + 2;

    /** Receives before a message is set aside: once, and two more tries. */
    public static final int MAX_RECEIVE_COUNT = 3;

    public Declarations {
        tables = List.copyOf(tables);
        buckets = List.copyOf(buckets);
        queues = List.copyOf(queues);
    }

    /** The resources under the names these settings give them. */
    public static Declarations of(Settings settings) {
        return new Declarations(tables(settings), buckets(settings), queues(settings), LakeTable.of(settings));
    }

    private static List<TableDeclaration> tables(Settings settings) {
        KeySchema itemKeys = KeySchema.of("pk", "sk");
        return List.of(
                TableDeclaration.of(settings.text(SettingKey.SESSION_EVENTS_TABLE), itemKeys)
                        .with(new IndexDeclaration(TENANT_INDEX, KeySchema.of("tenant_hash", "timestamp")))
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.SESSION_SUMMARIES_TABLE), itemKeys)
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.AGGREGATES_TABLE), itemKeys)
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.FORM_SUBMISSIONS_TABLE), KeySchema.of("submission_id"))
                        .with(new IndexDeclaration("tenant-timestamp-index", KeySchema.of("tenant_id", "timestamp")))
                        .with(new IndexDeclaration(
                                "tenant-pipeline-index", KeySchema.of("tenant_pipeline_key", "submitted_at")))
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.DAILY_TABLE), itemKeys)
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.AUDIT_TABLE), KeySchema.of("audit_id", "timestamp")),
                TableDeclaration.of(settings.text(SettingKey.TOKEN_BLACKLIST_TABLE), KeySchema.of("token_hash"))
                        .expiringBy(TTL),
                TableDeclaration.of(settings.text(SettingKey.CONVERSATIONS_TABLE), KeySchema.of("conversation_id")));
    }

    private static List<BucketDeclaration> buckets(Settings settings) {
        return List.of(
                new BucketDeclaration(
                        settings.text(SettingKey.LAKE_BUCKET),
                        List.of(
                                Prefix.keptFor("analytics/", LAKE_DAYS),
                                Prefix.keptFor(settings.text(SettingKey.ATHENA_OUTPUT), LAKE_DAYS),
                                Prefix.kept("quarantine/"),
                                Prefix.kept("deferred/"),
                                Prefix.kept("ops/"))),
                new BucketDeclaration(
                        settings.text(SettingKey.ARCHIVE_BUCKET),
                        List.of(Prefix.keptFor("daily-aggregates/", ARCHIVE_DAYS))),
                new BucketDeclaration(
                        settings.text(SettingKey.MAPPINGS_BUCKET),
                        List.of(Prefix.kept("tenants/"), Prefix.kept("mappings/"))));
    }

    private static List<QueueDeclaration> queues(Settings settings) {
        Duration visibility = Duration.ofSeconds(settings.number(SettingKey.VISIBILITY_SECONDS));
        List<QueueDeclaration> queues = new ArrayList<>();
        queues.addAll(withDeadLetters(settings, SettingKey.QUEUE, SettingKey.DEAD_LETTER_QUEUE, visibility));
        queues.addAll(withDeadLetters(
                settings, SettingKey.BACKFILL_QUEUE, SettingKey.BACKFILL_DEAD_LETTER_QUEUE, visibility));
        return queues;
    }

    private static List<QueueDeclaration> withDeadLetters(
            Settings settings, SettingKey queue, SettingKey deadLetterQueue, Duration visibility) {
        String deadLetters = settings.text(deadLetterQueue);
        return List.of(
                new QueueDeclaration(deadLetters, visibility, QueueDeclaration.LONGEST_RETENTION, Optional.empty()),
                new QueueDeclaration(
                        settings.text(queue),
                        visibility,
                        QueueDeclaration.LONGEST_RETENTION,
                        Optional.of(new Redrive(deadLetters, MAX_RECEIVE_COUNT))));
    }
}
