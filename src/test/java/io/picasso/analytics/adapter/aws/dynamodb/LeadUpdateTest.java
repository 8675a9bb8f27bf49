package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.port.FormSubmissions.Change;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The expressions are pinned whole; that DynamoDB takes them is shown where the routes are tested. */
class LeadUpdateTest {
    private static final Instant NOW = Instant.parse("2025-12-28T12:00:00Z");

    private static LeadUpdate update(Change change) {
        LeadUpdate update = LeadUpdate.of("DEM000001", change, NOW);
        String all = update.expression() + " " + update.condition();
        assertThat(placeholders(all, "#\\w+"))
                .as("names")
                .isEqualTo(update.names().keySet());
        assertThat(placeholders(all, ":\\w+"))
                .as("values")
                .isEqualTo(update.values().keySet());
        return update;
    }

    /** DynamoDB refuses what is bound and not used. */
    private static Set<String> placeholders(String text, String form) {
        return Pattern.compile(form)
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    @Test
    void aLeadThatLeavesTheArchiveLosesItsEndInTheSameWrite() {
        LeadUpdate update = update(new Change(
                Map.of("pipeline_status", "new"),
                Set.of("archived_at"),
                Optional.empty(),
                false,
                Optional.of("archived"),
                Optional.of("note")));
        assertThat(update.expression()).isEqualTo("SET #pipeline_status = :pipeline_status REMOVE #archived_at, #ttl");
        assertThat(update.condition())
                .isEqualTo("tenant_id = :tenant AND (attribute_not_exists(#ttl) OR #ttl > :now)"
                        + " AND pipeline_status = :required_status AND internal_notes = :required_notes");
    }

    @Test
    void anArchivedLeadGetsItsEndInTheSameWrite() {
        LeadUpdate update = update(new Change(
                Map.of("pipeline_status", "archived"),
                Set.of(),
                Optional.of(5L),
                false,
                Optional.empty(),
                Optional.of("")));
        assertThat(update.expression()).isEqualTo("SET #pipeline_status = :pipeline_status, #ttl = :ttl");
        assertThat(update.condition())
                .endsWith("AND (attribute_not_exists(internal_notes) OR internal_notes = :required_notes)");
    }

    @Test
    void notesLeaveTheEndAsItIs() {
        LeadUpdate update = update(new Change(
                Map.of("internal_notes", "x"), Set.of(), Optional.empty(), true, Optional.empty(), Optional.empty()));
        assertThat(update.expression()).isEqualTo("SET #internal_notes = :internal_notes");
    }
}
