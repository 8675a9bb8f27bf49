package io.picasso.analytics.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A thing that a run says of itself before or after it does it. Everything that has to be known after its death is said
 * here; {@link RunState} is the fold over it.
 */
public sealed interface JournalEntry {
    /**
     * The run began.
     *
     * @param settings what it was asked to do, each as it is typed
     */
    record Started(String run, Instant at, Map<String, String> settings) implements JournalEntry {
        public Started {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * The run goes on, in another process.
     *
     * @param settings what it is asked to do from now on, each as it is typed; empty for what it was asked before
     */
    record Resumed(Instant at, Map<String, String> settings) implements JournalEntry {
        public Resumed {
            settings = Map.copyOf(settings);
        }
    }

    /** A shard is about to be read: exactly these parts of it, in this order. */
    record Opened(String shard, List<Part> parts) implements JournalEntry {
        public Opened {
            parts = List.copyOf(parts);
        }
    }

    /** The anchors of these sessions are about to be fixed. */
    record Anchoring(String shard, long parcel, List<SessionName> sessions) implements JournalEntry {
        public Anchoring {
            sessions = List.copyOf(sessions);
        }
    }

    /** These rows are about to be written. */
    record Intended(String shard, long parcel, List<SessionWrite> sessions) implements JournalEntry {
        public Intended {
            sessions = List.copyOf(sessions);
        }
    }

    /** The rows of a parcel are written. */
    record Done(String shard, long parcel, WriteCounts counts) implements JournalEntry {}

    /**
     * How far a shard is.
     *
     * @param complete every line up to this ordinal is done with
     * @param position the last line that is in the counts and in the file of bad records
     * @param counts of the lines up to there
     * @param badBytes the length of the run's file of bad records, of all shards together
     */
    record Advanced(String shard, long complete, long position, LineCounts counts, long badBytes)
            implements JournalEntry {}

    /** A shard is done. */
    record Finished(String shard) implements JournalEntry {}

    /** The process came to its end. */
    record Ended(Instant at, Outcome outcome, String why) implements JournalEntry {}

    /** What the run wrote was taken back. */
    record Undone(Instant at) implements JournalEntry {}

    /** How a process ended. */
    enum Outcome {
        /** Everything was read and written. */
        COMPLETE,
        /** Somebody asked it to stop. */
        INTERRUPTED,
        /** A limit was reached: errors or cost. */
        LIMIT,
        /** A service failed for longer than was worth waiting. */
        FAILED
    }
}
