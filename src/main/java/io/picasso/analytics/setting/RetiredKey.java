package io.picasso.analytics.setting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names that earlier tools and documents used for a setting. They are refused, and the refusal says what to write. */
enum RetiredKey {
    TABLE("table", "tables.session_events"),
    EVENTS_TABLE("events_table", "tables.session_events"),
    SESSION_TABLE("SESSION_TABLE", "tables.session_events"),
    SUMMARIES_TABLE("summaries_table", "tables.session_summaries"),
    SUMMARY_TABLE("summary_table", "tables.session_summaries"),
    BUCKET("bucket", "buckets.lake"),
    CONFIG_BUCKET("config_bucket", "buckets.mappings"),
    ATHENA_OUTPUT("athena_output", "buckets.lake (query results go below athena-results/ in it)"),
    QUEUE_URL("queue_url", "queue.events (the name of the queue)"),
    DLQ("dlq", "queue.dead_letter"),
    ENDPOINT_URL("endpoint_url", "endpoints.dynamodb, endpoints.s3 and endpoints.sqs"),
    WRITES_ENABLED("writes_enabled", "dynamodb_write_enabled"),
    TTL_DAYS("ttl_days", "retention_days"),
    OUTCOME_DEFAULT("outcome_default", "nothing: a session without an outcome always reads as 'browsing'");

    private final String name;
    private final String replacement;

    RetiredKey(String name, String replacement) {
        this.name = name;
        this.replacement = replacement;
    }

    String retired() {
        return name;
    }

    /** What to write instead, in words. */
    String replacement() {
        return replacement;
    }

    /** Whether it was the name of a variable rather than of a key. */
    boolean isVariable() {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    static Optional<RetiredKey> find(String name) {
        return Arrays.stream(values())
                .filter(key -> key.name.equalsIgnoreCase(name))
                .findFirst();
    }
}
