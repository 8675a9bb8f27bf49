package io.picasso.analytics.progress;

import io.picasso.analytics.progress.JournalEntry.Advanced;
import io.picasso.analytics.progress.JournalEntry.Anchoring;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Finished;
import io.picasso.analytics.progress.JournalEntry.Intended;
import io.picasso.analytics.progress.JournalEntry.Opened;
import io.picasso.analytics.progress.JournalEntry.Resumed;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.JournalEntry.Undone;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of a run after its journal was read: what it was asked, what is done, and what was begun. Holds no more
 * of the sessions than what lies between the complete lines and the last position of a shard. Not safe for many threads.
 */
public final class RunState {
    /** A shard that was opened. */
    public static final class Shard {
        private List<Part> parts = List.of();
        private long complete;
        private long position;
        private LineCounts counts = LineCounts.ZERO;
        private boolean finished;
        private final Map<Long, Anchoring> anchoring = new HashMap<>();
        /** By parcel: what was said last of a session counts. */
        private final Map<Long, Intended> intended = new TreeMap<>();

        private final Map<SessionName, Long> done = new HashMap<>();

        /** Its input, as it was when it was opened. */
        public List<Part> parts() {
            return parts;
        }

        /** Every line up to this ordinal is done with. */
        public long complete() {
            return complete;
        }

        /** The last line that was counted. */
        public long position() {
            return position;
        }

        public LineCounts counts() {
            return counts;
        }

        public boolean isFinished() {
            return finished;
        }

        /** Sessions after {@link #complete} that are done with up to the ordinal. */
        public Map<SessionName, Long> done() {
            return done;
        }

        /** Sessions whose rows were about to be written, and are not known to be. */
        public Map<SessionName, SessionWrite> begun() {
            Map<SessionName, SessionWrite> begun = new HashMap<>();
            intended.values().forEach(entry -> entry.sessions().forEach(write -> begun.put(write.name(), write)));
            return begun;
        }

        /** Sessions whose anchors were about to be fixed, and of which no more is known. */
        public Set<SessionName> anchoring() {
            Set<SessionName> names = new HashSet<>();
            anchoring.forEach((parcel, entry) -> {
                if (!intended.containsKey(parcel)) {
                    names.addAll(entry.sessions());
                }
            });
            return names;
        }

        private void done(long parcel) {
            anchoring.remove(parcel);
            Optional.ofNullable(intended.remove(parcel))
                    .ifPresent(entry -> entry.sessions().forEach(this::done));
        }

        /** What earlier parcels announced of it is not found as theirs once more. */
        private void done(SessionWrite write) {
            done.merge(write.name(), write.last(), Math::max);
            Set<EventMark> written = write.now();
            intended.replaceAll((parcel, entry) -> entry.sessions().stream()
                            .noneMatch(other -> other.name().equals(write.name()))
                    ? entry
                    : new Intended(
                            entry.shard(),
                            entry.parcel(),
                            entry.sessions().stream()
                                    .map(other -> other.name().equals(write.name()) ? other.without(written) : other)
                                    .toList()));
        }

        private void advance(Advanced entry) {
            complete = entry.complete();
            position = entry.position();
            counts = entry.counts();
            done.values().removeIf(last -> last <= complete);
        }
    }

    private Optional<Started> started = Optional.empty();
    private Map<String, String> settings = Map.of();
    private Optional<Ended> ended = Optional.empty();
    private Optional<Instant> undone = Optional.empty();
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private WriteCounts written = WriteCounts.ZERO;
    private long lastParcel;
    private long badBytes;

    /** Takes the next entry. */
    public void add(JournalEntry entry) {
        if (entry instanceof Started e) {
            started = Optional.of(e);
            settings = e.settings();
        } else if (entry instanceof Resumed e) {
            ended = Optional.empty();
            settings = e.settings().isEmpty() ? settings : e.settings();
        } else if (entry instanceof Opened e) {
            // Opened anew when a part of it has gone: then it starts from the beginning.
            Shard shard = new Shard();
            shard.parts = e.parts();
            shards.put(e.shard(), shard);
        } else if (entry instanceof Anchoring e) {
            lastParcel = Math.max(lastParcel, e.parcel());
            shard(e.shard()).anchoring.put(e.parcel(), e);
        } else if (entry instanceof Intended e) {
            lastParcel = Math.max(lastParcel, e.parcel());
            shard(e.shard()).intended.put(e.parcel(), e);
        } else if (entry instanceof Done e) {
            written = written.plus(e.counts());
            shard(e.shard()).done(e.parcel());
        } else if (entry instanceof Advanced e) {
            badBytes = Math.max(badBytes, e.badBytes());
            shard(e.shard()).advance(e);
        } else if (entry instanceof Finished e) {
            Shard shard = shard(e.shard());
            shard.finished = true;
            shard.parts = List.of();
            shard.anchoring.clear();
            shard.intended.clear();
            shard.done.clear();
        } else if (entry instanceof Ended e) {
            ended = Optional.of(e);
        } else if (entry instanceof Undone e) {
            undone = Optional.of(e.at());
        }
    }

    /** What it was asked; empty when the journal is empty. */
    public Optional<Started> started() {
        return started;
    }

    /** What it was asked last: when it was started, or when it was resumed with other limits. */
    public Map<String, String> settings() {
        return settings;
    }

    /** How its last process ended; empty when it is running, or was killed. */
    public Optional<Ended> ended() {
        return ended;
    }

    /** When it was taken back; empty when it was not. */
    public Optional<Instant> undone() {
        return undone;
    }

    /** A shard that was opened; empty when it was not. */
    public Optional<Shard> find(String shard) {
        return Optional.ofNullable(shards.get(shard));
    }

    public long finishedShards() {
        return shards.values().stream().filter(Shard::isFinished).count();
    }

    /** What became of the lines of all shards. */
    public LineCounts counts() {
        return shards.values().stream().map(Shard::counts).reduce(LineCounts.ZERO, LineCounts::plus);
    }

    /** What was written, also in processes before. */
    public WriteCounts written() {
        return written;
    }

    /** The highest number of a parcel. */
    public long lastParcel() {
        return lastParcel;
    }

    /** The part of the file of bad records that counts. */
    public long badBytes() {
        return badBytes;
    }

    private Shard shard(String name) {
        return shards.computeIfAbsent(name, n -> new Shard());
    }
}
