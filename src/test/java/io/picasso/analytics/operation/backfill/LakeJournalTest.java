package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.JournalContract;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.progress.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of the journal, in the lake bucket; and what happens when two workers have the same shard. */
class LakeJournalTest extends JournalContract {
    private static final IngestEnvironment ENVIRONMENT = IngestEnvironment.create();
    private static final ObjectStore STORE = ENVIRONMENT.wiring().lake();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String folder = "ops/backfill/test-" + COUNT.incrementAndGet() + "/journal/T1/2025-12-26/";
    private int opened;

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Override
    protected Journal open() {
        opened++;
        return LakeJournal.open(STORE, new JacksonParser(), folder, "w" + opened);
    }

    @Override
    protected void damage() {
        String path = folder + "000001-w1/00000001";
        byte[] content = STORE.get(path).orElseThrow().clone();
        content[12] ^= 1;
        STORE.put(path, content, LakeJournal.TYPE);
    }

    @Test
    void whatALostWorkerSaysAfterItWasReplacedIsNoPartOfTheJournalThatGoesOn() {
        Journal lost = open();
        lost.append(entry(1));
        Journal second = open();
        lost.append(entry(99));
        second.append(entry(2));
        lost.append(entry(100));
        Journal third = open();
        third.append(entry(3));

        assertThat(entries(third)).containsExactly(entry(1), entry(2), entry(3));
        assertThat(entries(lost)).containsExactly(entry(1), entry(99), entry(100));
    }

    @Test
    void nothingThatAnybodySaidIsLost() {
        Journal lost = open();
        lost.append(entry(1));
        Journal second = open();
        lost.append(entry(99));
        second.append(entry(2));

        List<JournalEntry> all = new ArrayList<>();
        LakeJournal.readAll(STORE, new JacksonParser(), folder, all::add);
        assertThat(all).containsExactly(entry(1), entry(99), entry(2));
    }

    @Test
    void twoWorkersThatBeginAtTheSameTimeHaveAJournalEach() {
        Journal one = LakeJournal.open(STORE, new JacksonParser(), folder, "a");
        one.append(entry(1));
        // As if it had listed the folder before the other one was there.
        STORE.put(
                folder + "000001-b/00000000",
                STORE.get(folder + "000001-a/00000000").orElseThrow(),
                LakeJournal.TYPE);
        one.append(entry(2));
        Journal next = LakeJournal.open(STORE, new JacksonParser(), folder, "c");

        assertThat(entries(one)).containsExactly(entry(1), entry(2));
        assertThat(entries(next)).isEmpty();
    }
}
