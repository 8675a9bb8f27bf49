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
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of the changes of one function, in the lake bucket: {@code ops/changes/function/000001/00.json} is what
 * was going to be done, {@code 01.json} and on what followed. No object is ever replaced; a number belongs to who creates
 * its first object.
 *
 * <p>Every method throws {@link Failure} when the bucket cannot be used, UNUSABLE_FILE when what lies there is damaged.
 */
public final class ChangeRecords {
    private static final String TYPE = "application/json";
    private static final int MOST_STEPS = 100;

    private final ObjectStore store;
    private final JsonParser parser;
    private final String folder;

    public ChangeRecords(ObjectStore store, JsonParser parser, String function) {
        this.store = store;
        this.parser = parser;
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

    /** All changes, the first one first. */
    public List<RecordedChange> all() {
        List<RecordedChange> changes = new ArrayList<>();
        numbers().forEach((number, objects) -> changes.add(read(number, objects)));
        return changes;
    }

    /** The change of that number; empty when there is none. */
    public Optional<RecordedChange> find(int number) {
        return Optional.ofNullable(numbers().get(number)).map(objects -> read(number, objects));
    }

    /** Where the record of a change lies, for a person. */
    public String place(int number) {
        return store.name() + "/" + folder + name(number) + "/";
    }

    private RecordedChange read(int number, List<String> objects) {
        Intent intent = ChangeText.readIntent(json(objects.get(0))).orElseThrow(() -> damaged(objects.get(0)));
        List<ChangeStep> steps = objects.stream()
                .skip(1)
                .map(path -> ChangeText.readStep(json(path)).orElseThrow(() -> damaged(path)))
                .toList();
        return new RecordedChange(number, intent, steps);
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
        byte[] content = store.get(path).orElseThrow(() -> damaged(path));
        return parser.parse(content) instanceof Reading.Accepted<JsonValue> accepted
                ? accepted.value()
                : JsonValue.JsonNull.NULL;
    }

    private Failure damaged(String path) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "The record of a change is damaged, or of a later version")
                .where(store.name() + "/" + path)
                .next("Nothing was changed. Look at the object, and at the function with 'picasso-analytics writes"
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
