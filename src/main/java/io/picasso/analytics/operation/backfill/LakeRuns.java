package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.progress.CheckedLine;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalEntry.Advanced;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Finished;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.JournalText;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.RunStatusText;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.progress.WriteCounts;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The runs that many workers share, in the lake bucket under {@code ops/backfill/}: what each was asked and which shards
 * it has, a journal for each shard, what each finished shard came to, and bad records.
 *
 * <p>Every method throws {@link Failure} when the bucket cannot be used, UNUSABLE_FILE when what lies there is damaged.
 */
public final class LakeRuns {
    private static final String ROOT = "ops/backfill/";

    /** A run is there when its object is here; listing this is listing the runs. */
    private static final String RUNS = ROOT + "runs/";

    private final ObjectStore store;
    private final JsonParser parser;

    public LakeRuns(ObjectStore store, JsonParser parser) {
        this.store = store;
        this.parser = parser;
    }

    /** Makes a run; it is there for others when this returns. */
    void create(Started started, List<Shard> shards) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Shard shard : shards) {
            lines.writeBytes(CheckedLine.write(new JsonObject(Map.of(
                    "shard", new JsonString(shard.name()), "bytes", new JsonString(Long.toString(shard.bytes()))))));
        }
        store.put(ROOT + started.run() + "/shards", lines.toByteArray(), LakeJournal.TYPE);
        store.put(RUNS + started.run(), CheckedLine.write(JournalText.write(started)), LakeJournal.TYPE);
    }

    /** All runs, the newest first. */
    List<String> list() {
        return store.stream(RUNS)
                .map(listed -> listed.path().substring(RUNS.length()))
                .filter(run -> !run.isEmpty())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** What a run was asked; empty when there is no such run. */
    Optional<Started> find(String run) {
        if (!run.matches("[A-Za-z0-9_-]{1,80}") || store.get(RUNS + run).isEmpty()) {
            return Optional.empty();
        }
        return entries(RUNS + run).stream()
                .filter(Started.class::isInstance)
                .map(Started.class::cast)
                .findFirst();
    }

    /** The shards of a run. */
    List<Shard> shards(String run) {
        return values(ROOT + run + "/shards").stream()
                .map(value -> (JsonObject) value)
                .map(object -> new Shard(
                        object.text("shard").orElseThrow(),
                        Long.parseLong(object.text("bytes").orElseThrow())))
                .toList();
    }

    /** The names of the shards that are done. */
    Set<String> finished(String run) {
        String folder = finishedFolder(run);
        return store.stream(folder)
                .map(listed -> listed.path().substring(folder.length()))
                .collect(Collectors.toSet());
    }

    boolean isFinished(String run, Shard shard) {
        return store.get(finishedFolder(run) + shard.name()).isPresent();
    }

    /** Writes down that a shard is done, and what it came to in all attempts. Once more changes nothing. */
    void finish(String run, Shard shard, LineCounts counts) {
        List<WriteCounts> written = new ArrayList<>();
        LakeJournal.readAll(store, parser, journalFolder(run, shard), entry -> {
            if (entry instanceof Done done) {
                written.add(done.counts());
            }
        });
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JournalEntry entry : List.of(
                new Advanced(shard.name(), 0, 0, counts, 0),
                new Done(shard.name(), 0, written.stream().reduce(WriteCounts.ZERO, WriteCounts::plus)),
                new Finished(shard.name()))) {
            lines.writeBytes(CheckedLine.write(JournalText.write(entry)));
        }
        store.put(finishedFolder(run) + shard.name(), lines.toByteArray(), LakeJournal.TYPE);
    }

    /** Begins another attempt at a shard. */
    LakeJournal journal(String run, Shard shard, String worker) {
        return LakeJournal.open(store, parser, journalFolder(run, shard), worker);
    }

    /** Where the bad records of an attempt go. */
    RejectedRecords bad(String run, Shard shard, String attempt) {
        return new LakeBadRecords(store, badRecords(run) + shard.name() + "/" + attempt + "-");
    }

    /** The folder of a run's bad records. */
    static String badRecords(String run) {
        return ROOT + run + "/bad/";
    }

    /** Reads how far a run is: of finished shards what they came to, of the others everything that was said. */
    void readProgress(String run, Started started, Consumer<JournalEntry> reader) {
        reader.accept(started);
        Set<String> finished = finished(run);
        for (Shard shard : shards(run)) {
            if (finished.contains(shard.name())) {
                entries(finishedFolder(run) + shard.name()).forEach(reader);
            } else {
                LakeJournal.readAll(store, parser, journalFolder(run, shard), reader);
            }
        }
    }

    /** Reads everything that was said of a run, by every attempt at every shard. */
    void readAll(String run, Consumer<JournalEntry> reader) {
        shards(run).forEach(shard -> LakeJournal.readAll(store, parser, journalFolder(run, shard), reader));
    }

    /** When a run was taken back; empty when it was not. */
    Optional<Instant> undone(String run) {
        return store.get(undonePath(run)).isEmpty()
                ? Optional.empty()
                : entries(undonePath(run)).stream()
                        .filter(JournalEntry.Undone.class::isInstance)
                        .map(entry -> ((JournalEntry.Undone) entry).at())
                        .findFirst();
    }

    /** Writes down that a run is being taken back: from now on nobody works on it. */
    void undo(String run, Instant at) {
        store.put(undonePath(run), CheckedLine.write(JournalText.write(new JournalEntry.Undone(at))), LakeJournal.TYPE);
    }

    /** What was last wished of a run. */
    RunWish wish(String run) {
        return store.get(wishPath(run)).isEmpty()
                ? RunWish.NONE
                : values(wishPath(run)).stream()
                        .findFirst()
                        .flatMap(RunStatusText::readWish)
                        .orElseThrow(() -> damaged(wishPath(run)));
    }

    /** Leaves a wish for everyone who works on a run. */
    void leave(String run, RunWish wish) {
        store.put(wishPath(run), CheckedLine.write(RunStatusText.write(wish)), LakeJournal.TYPE);
    }

    private static String wishPath(String run) {
        return ROOT + run + "/wish";
    }

    private static String undonePath(String run) {
        return ROOT + run + "/undone";
    }

    private static String journalFolder(String run, Shard shard) {
        return ROOT + run + "/journal/" + shard.name() + "/";
    }

    private static String finishedFolder(String run) {
        return ROOT + run + "/finished/";
    }

    private List<JournalEntry> entries(String path) {
        return values(path).stream()
                .map(value -> JournalText.read(value).orElseThrow(() -> damaged(path)))
                .toList();
    }

    private List<JsonValue> values(String path) {
        return LakeJournal.lines(store, parser, path).orElseThrow(() -> damaged(path));
    }

    private Failure damaged(String path) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "What is kept of the run is damaged")
                .where(store.name() + "/" + path)
                .next("Start a new run: what is in the tables already is not counted twice.");
    }
}
