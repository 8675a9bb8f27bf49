package io.picasso.analytics.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTextTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        Cases.forAll(5_000, random -> {
            JournalEntry entry = JournalEntries.any(random);
            String text = JsonText.compact(JournalText.write(entry));
            assertThat(text).doesNotContain("\n");
            assertThat(JournalText.read(Core.json(text))).contains(entry);
        });
    }

    @Test
    void aJournalOfBeforeThatNamesNoSettingsIsRead() {
        assertThat(JournalText.read(Core.json("{\"entry\":\"resumed\",\"at\":\"2025-12-26T00:00:00.000Z\"}")))
                .contains(new JournalEntry.Resumed(Instant.parse("2025-12-26T00:00:00Z"), Map.of()));
    }

    @Test
    void whatIsNoEntryIsNone() {
        for (String text : new String[] {
            "17",
            "{}",
            "{\"entry\":\"else\"}",
            "{\"entry\":\"done\",\"shard\":\"a\"}",
            "{\"entry\":\"resumed\",\"at\":5}"
        }) {
            assertThat(JournalText.read(Core.json(text))).as(text).isEmpty();
        }
    }
}
