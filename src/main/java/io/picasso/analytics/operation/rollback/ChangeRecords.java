package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.ChangeStep;
import io.picasso.analytics.change.ChangeText;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The records of the changes of one function, in the lake bucket: {@code ops/changes/function/000001/00.json} is what
 * was going to be done, {@code 01.json} and on what followed. No object is ever replaced; a number belongs to who creates
 * its first object.
 *
 * <p>Every method throws {@link Failure} when the bucket cannot be used.
 */
public final class ChangeRecords {
    private static final String TYPE = "application/json";
    private static final int MOST_STEPS = 100;
    private static final String FIRST = "/00.json";

    /** A history grows; each of its objects is a request to a distant bucket. */
    private static final int READERS = 16;

    private final ObjectStore store;
    private final JsonParser parser;
    private final String function;
    private final String folder;

    public ChangeRecords(ObjectStore store, JsonParser parser, String function) {
        this.store = store;
        this.parser = parser;
        this.function = function;
        this.folder = "ops/changes/" + function + "/";
    }

    /**
     * Writes down what is going to be done. When this returns, everybody can read it.
     *
     * @return its number
     */
    public int begin(Intent intent) {
        int number = numbers().keySet().stream().reduce((one, last) -> last).orElse(0) + 1;
        byte[] text = bytes(ChangeText.write(intent));
        // Who begins at the same time takes the same number; one of them gets it.
        while (!store.create(path(number, 0), text, TYPE)) {
            number++;
        }
        return number;
    }

    /** Writes down what followed, after everything that was written down before. */
    public void add(int number, ChangeStep step) {
        byte[] text = bytes(ChangeText.write(step));
        int place = steps(number);
        while (!store.create(path(number, place), text, TYPE)) {
            place++;
            if (place > MOST_STEPS) {
                throw damaged(path(number, place));
            }
        }
    }

    /** Looks whether the records are there to be read: as much as can be known of writing without writing. */
    public void requireReadable() {
        numbers();
    }

    /**
     * The records there are.
     *
     * @param changes the changes that can be read, the first one first
     * @param damaged what is wrong with the others, by their numbers
     */
    public record Kept(List<RecordedChange> changes, SortedMap<Integer, Damage> damaged) {
        public Kept {
            changes = List.copyOf(changes);
            damaged = Collections.unmodifiableSortedMap(new TreeMap<>(damaged));
        }
    }

    /**
     * A record that cannot be read.
     *
     * @param failure what is wrong, and with which object
     * @param undoes the change that was to be taken back, as far as known
     */
    public record Damage(Failure failure, OptionalInt undoes) {}

    /** All changes. One record that cannot be read hides none of the others. */
    public Kept all() {
        List<RecordedChange> changes = new ArrayList<>();
        SortedMap<Integer, Damage> damaged = new TreeMap<>();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            SortedMap<Integer, List<Future<Written>>> reads = new TreeMap<>();
            numbers()
                    .forEach((number, paths) -> reads.put(
                            number,
                            paths.stream()
                                    .map(path -> readers.submit(() -> read(path)))
                                    .toList()));
            reads.forEach((number, objects) -> {
                List<Written> written = objects.stream().map(Waiting::on).toList();
                change(number, written)
                        .ifPresentOrElse(changes::add, () -> damaged.put(number, damage(number, written)));
            });
        } finally {
            readers.shutdownNow();
        }
        return new Kept(changes, damaged);
    }

    /** An object of a record; both are empty where it is damaged. */
    private record Written(String path, Optional<Intent> intent, Optional<ChangeStep> step) {}

    private Written read(String path) {
        JsonValue json = json(path);
        return path.endsWith(FIRST)
                ? new Written(
                        path,
                        ChangeText.readIntent(json)
                                .filter(intent -> intent.function().equals(function)),
                        Optional.empty())
                : new Written(path, Optional.empty(), ChangeText.readStep(json));
    }

    private static Optional<RecordedChange> change(int number, List<Written> written) {
        List<ChangeStep> steps =
                written.stream().flatMap(one -> one.step().stream()).toList();
        return written.get(0)
                .intent()
                .filter(intent -> steps.size() == written.size() - 1)
                .map(intent -> new RecordedChange(number, intent, steps));
    }

    private Damage damage(int number, List<Written> written) {
        if (!written.get(0).path().endsWith(FIRST)) {
            return new Damage(
                    unreadable("The first object of the record of a change is missing", path(number, 0)),
                    OptionalInt.empty());
        }
        String first = written.stream()
                .filter(one -> one.intent().isEmpty() && one.step().isEmpty())
                .map(Written::path)
                .findFirst()
                .orElseThrow();
        return new Damage(
                damaged(first), written.get(0).intent().map(Intent::undoes).orElse(OptionalInt.empty()));
    }

    /** Where the record of a change lies, for a person. */
    public String place(int number) {
        return store.name() + "/" + folder + name(number) + "/";
    }

    private int steps(int number) {
        return Math.toIntExact(store.stream(folder + name(number) + "/").count());
    }

    /** The numbers there are, each with its objects in order. */
    private SortedMap<Integer, List<String>> numbers() {
        SortedMap<Integer, List<String>> numbers = new TreeMap<>();
        store.stream(folder)
                .map(ObjectStore.Listed::path)
                .filter(path -> path.substring(folder.length()).matches("\\d{6}/\\d{2}\\.json"))
                .forEach(path -> numbers.computeIfAbsent(
                                Integer.parseInt(path.substring(folder.length(), folder.length() + 6)),
                                number -> new ArrayList<>())
                        .add(path));
        return numbers;
    }

    private JsonValue json(String path) {
        return store.get(path).map(parser::parse).orElse(null) instanceof Reading.Accepted<JsonValue> accepted
                ? accepted.value()
                : JsonValue.JsonNull.NULL;
    }

    private Failure damaged(String path) {
        return unreadable("The record of a change is damaged, or of a later version", path);
    }

    private Failure unreadable(String what, String path) {
        return Failure.of(FailureCode.UNUSABLE_FILE, what)
                .where(store.name() + "/" + path)
                .next("Nothing was changed. Look at what lies there, and at the function with 'picasso-analytics writes"
                        + " status'.");
    }

    private String path(int number, int place) {
        return folder + name(number) + String.format("/%02d.json", place);
    }

    private static String name(int number) {
        return String.format("%06d", number);
    }

    private static byte[] bytes(JsonObject object) {
        return (JsonText.compact(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
