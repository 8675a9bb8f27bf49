package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalEntry.Advanced;
import io.picasso.analytics.progress.JournalEntry.Anchoring;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Finished;
import io.picasso.analytics.progress.JournalEntry.Intended;
import io.picasso.analytics.progress.JournalEntry.Opened;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.Part;
import io.picasso.analytics.progress.SessionName;
import io.picasso.analytics.progress.SessionWrite;
import io.picasso.analytics.progress.WriteCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} must hold. */
public abstract class JournalContract {
    private static final SessionName SESSION = new SessionName(new Tenant("T1", "abcdef012345"), new SessionId("s-1"));

    /** The journal, opened once more each time; the same throughout a test, and empty at its start. */
    protected abstract Journal open();

    /** Changes a byte of the first entry where it lies. */
    protected abstract void damage();

    @Test
    void aNewJournalSaysNothing() {
        try (Journal journal = open()) {
            assertThat(entries(journal)).isEmpty();
        }
    }

    @Test
    void everyKindOfEntryComesBackAsItWasSaidAndInItsOrder() {
        List<JournalEntry> said = List.of(
                new Started(
                        "run", Instant.parse("2025-12-26T09:15:02.123Z"), Map.of("source", "s3", "text", "\u00e9\n\"")),
                new Opened("T1/2025-12-26", List.of(new Part("analytics/a b.json", 17))),
                new Anchoring("T1/2025-12-26", 1, List.of(SESSION)),
                new Intended(
                        "T1/2025-12-26",
                        1,
                        List.of(new SessionWrite(SESSION, Instant.parse("2025-12-26T00:00:00Z"), true, 9, List.of()))),
                new Done("T1/2025-12-26", 1, new WriteCounts(1, 2, 3, 4.5)),
                new Advanced("T1/2025-12-26", 8, 9, new LineCounts(1, 2, 3, 4, 5, 6), 7),
                new Finished("T1/2025-12-26"));
        try (Journal journal = open()) {
            said.forEach(journal::append);

            assertThat(entries(journal)).isEqualTo(said);
        }
    }

    @Test
    void whatAnEarlierWriterSaidComesFirst() {
        try (Journal first = open()) {
            first.append(entry(1));
            first.append(entry(2));
        }
        try (Journal second = open()) {
            second.append(entry(3));
        }
        try (Journal third = open()) {
            assertThat(entries(third)).containsExactly(entry(1), entry(2), entry(3));
        }
    }

    @Test
    void manyThreadsSayEverythingOnceAndEachInItsOrder() {
        try (Journal journal = open()) {
            IntStream.range(0, 8)
                    .parallel()
                    .forEach(thread -> LongStream.range(0, 25)
                            .forEach(i -> journal.append(new Done("shard-" + thread, i, WriteCounts.ZERO))));

            List<JournalEntry> all = entries(journal);
            assertThat(all).hasSize(200);
            for (int thread = 0; thread < 8; thread++) {
                String shard = "shard-" + thread;
                assertThat(all.stream()
                                .map(Done.class::cast)
                                .filter(e -> e.shard().equals(shard)))
                        .extracting(Done::parcel)
                        .containsExactlyElementsOf(
                                LongStream.range(0, 25).boxed().toList());
            }
        }
    }

    @Test
    void aDamagedEntryBeforeTheLastIsNotPassedOver() {
        try (Journal journal = open()) {
            journal.append(entry(1));
            journal.append(entry(2));
            damage();

            assertThatThrownBy(() -> entries(journal))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("damaged");
        }
    }

    protected static JournalEntry entry(long number) {
        return new Done("shard", number, WriteCounts.ZERO);
    }

    protected static List<JournalEntry> entries(Journal journal) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.read(entries::add);
        return entries;
    }
}
