package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private final Declarations declarations = Declarations.of(Settings.defaults("test"));

    @Test
    void theTablesHaveTheKeysIndexesAndTtlOfTheContract() {
        String tables = declarations.tables().stream()
                .map(table -> table.name() + ": " + table.keys()
                        + table.indexes().stream()
                                .map(index -> "; " + index.name() + " " + index.keys())
                                .collect(Collectors.joining())
                        + table.ttlAttribute().map(ttl -> "; ttl " + ttl).orElse(""))
                .collect(Collectors.joining("\n"));

        assertThat(tables).isEqualTo("""
                        picasso-session-events: pk (S) + sk (S); tenant-date-index tenant_hash (S) + timestamp (S); ttl ttl
                        picasso-session-summaries: pk (S) + sk (S); ttl ttl
                        picasso-dashboard-aggregates: pk (S) + sk (S); ttl ttl
                        picasso_form_submissions: submission_id (S); tenant-timestamp-index tenant_id (S) + timestamp (S); tenant-pipeline-index tenant_pipeline_key (S) + submitted_at (S); ttl ttl
                        production-picasso-analytics-daily: pk (S) + sk (S); ttl ttl
                        picasso-analytics-audit: audit_id (S) + timestamp (S)
                        picasso-token-blacklist: token_hash (S); ttl ttl
                        picasso-conversations: conversation_id (S)""");
    }

    @Test
    void theLakeIsKept90DaysTheArchiveSevenYearsAndTheRestForEver() {
        assertThat(declarations.buckets())
                .extracting(bucket -> bucket.name() + " " + bucket.expiryRules())
                .containsExactly(
                        "picasso-analytics [ExpiryRule[prefix=analytics/, days=90],"
                                + " ExpiryRule[prefix=athena-results/, days=90]]",
                        "picasso-analytics-archive [ExpiryRule[prefix=daily-aggregates/, days=2557]]",
                        "myrecruiter-picasso []");
    }

    @Test
    void queuesKeepMessagesAsLongAsSqsAllows() {
        assertThat(declarations.queues())
                .extracting(queue -> queue.name() + " " + queue.retention().toDays() + " d")
                .containsExactly(
                        "picasso-analytics-events-dlq 14 d",
                        "picasso-analytics-events 14 d",
                        "picasso-analytics-backfill-dlq 14 d",
                        "picasso-analytics-backfill 14 d");
    }

    @Test
    void theDeadLetterQueueIsMadeBeforeTheQueueThatPointsToIt() {
        for (int i = 0; i < declarations.queues().size(); i += 2) {
            assertThat(declarations.queues().get(i + 1).redrive())
                    .hasValue(new QueueDeclaration.Redrive(
                            declarations.queues().get(i).name(), 3));
        }
    }

    @Test
    void namesComeFromTheSettings() {
        Settings settings =
                Settings.defaults("test").with(SettingKey.SESSION_EVENTS_TABLE, "other-events", Origin.DEFAULT);

        assertThat(Declarations.of(settings).tables().get(0).name()).isEqualTo("other-events");
    }
}
