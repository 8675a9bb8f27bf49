package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.WriteCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a run has done, counted over all shards, together with the journal and the file of bad records that say so. Safe
 * for many threads.
 */
final class Ledger {
    private final Journal journal;
    private final RejectedRecords bad;
    private final Pace pace;
    private final Map<String, LineCounts> lines = new HashMap<>();
    private final Map<String, Long> consumed = new HashMap<>();
    private WriteCounts written;
    private double unitsBooked;

    /**
     * @param before what processes before this one have written
     */
    Ledger(Journal journal, RejectedRecords bad, Pace pace, WriteCounts before) {
        this.journal = journal;
        this.bad = bad;
        this.pace = pace;
        this.written = before;
    }

    /** How far a shard has been read, for people; nothing of it is kept. */
    synchronized void read(String shard, LineCounts counts, long bytes) {
        lines.put(shard, counts);
        consumed.put(shard, bytes);
    }

    /** How far a shard is, for good: bad records first, then the entry that says they are there. */
    synchronized void advance(String shard, long complete, long position, LineCounts counts, List<String> badLines) {
        if (!badLines.isEmpty()) {
            bad.append(badLines);
        }
        journal.append(new JournalEntry.Advanced(shard, complete, position, counts, bad.length()));
    }

    /**
     * A parcel is written; the units consumed since the last one are booked with it.
     *
     * @param counts with the units that were consumed for it by a process that did not live to book them. Some of those
     *     may stand with another parcel of that process already: it is a little too much, and never too little
     */
    synchronized WriteCounts book(WriteCounts counts) {
        double units = pace.units();
        WriteCounts booked = new WriteCounts(
                counts.sessions(), counts.events(), counts.present(), counts.units() + units - unitsBooked);
        unitsBooked = units;
        written = written.plus(booked);
        return booked;
    }

    synchronized LineCounts lines() {
        return lines.values().stream().reduce(LineCounts.ZERO, LineCounts::plus);
    }

    synchronized WriteCounts written() {
        return written;
    }

    /** Write units consumed in all processes, those of parcels under way included. */
    synchronized double units() {
        return written.units() + pace.units() - unitsBooked;
    }

    /** Write units a second that are allowed; empty for as many as the table takes. */
    OptionalDouble rate() {
        return pace.limit();
    }

    synchronized long consumed() {
        return new ArrayList<>(consumed.values())
                .stream().mapToLong(Long::longValue).sum();
    }
}
