package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A processor that lives on while its tables are deleted and made anew. */
class RemadeTablesTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Instant START =
            Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Test
    void whatItRemembersOfTheOldTablesDoesNotGetIntoTheNewOnes() {
        try (IngestEnvironment at = IngestEnvironment.create()) {
            List<String> messages = Messages.sent(COFFEE, "long", 9, START);
            BatchProcessor old = at.wiring().ingestion().processor();
            process(old, messages.subList(0, 3));
            remake(at);

            process(old, messages.subList(3, 6));
            process(at.wiring().ingestion().processor(), messages.subList(6, 9));
            process(old, messages.subList(0, 3));

            Map<String, Map<String, AttributeValue>> rows = at.summaries();
            assertThat(rows).as("an anchor and a summary").hasSize(2);
            assertThat(rows.values())
                    .filteredOn(row -> row.get("sk").s().startsWith("SESSION#"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("event_count").n()).isEqualTo("9"));
        }
    }

    private static void process(BatchProcessor processor, List<String> messages) {
        assertThat(processor.process(Messages.inbound(messages, Instant.now())).failures())
                .isEmpty();
    }

    private static void remake(IngestEnvironment at) {
        for (SettingKey table : List.of(SettingKey.SESSION_EVENTS_TABLE, SettingKey.SESSION_SUMMARIES_TABLE)) {
            at.dynamoDb().deleteTable(b -> b.tableName(at.settings().text(table)));
        }
        var provision = at.wiring().provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(EnumSet.of(Part.TABLES)), line -> {});
    }
}
