package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.progress.CheckedLine;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a shard as small objects under one folder, written by one attempt at the shard after another:
 * {@code folder/attempt/number}. Entries that come while an object is being stored go into the next one together.
 *
 * <p>An attempt writes down first up to where it has read the attempt before it. What that one says later, because it
 * was not dead after all, is no part of this journal; it is found by {@link #readAll}. So two workers on one shard never
 * confuse each other. Safe for many threads.
 */
public final class LakeJournal implements Journal {
    static final String TYPE = "application/x-ndjson";

    /** The object in which an attempt says what it goes on from. */
    private static final String FIRST = "00000000";

    private static final String AFTER = "after";
    private static final String UNTIL = "until";

    /** Entries that are stored together. */
    private static final class Batch {
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private boolean stored;
        private @Nullable Failure failure;
    }

    private final ObjectStore store;
    private final JsonParser parser;
    private final String folder;
    private final String attempt;
    private final ReentrantLock storing = new ReentrantLock(true);
    private final Object gate = new Object();
    private Batch waiting = new Batch();
    private long number;

    private LakeJournal(ObjectStore store, JsonParser parser, String folder, String attempt) {
        this.store = store;
        this.parser = parser;
        this.folder = folder;
        this.attempt = attempt;
    }

    /**
     * Begins another attempt.
     *
     * @param folder of the shard, with a slash at its end
     * @param worker tells attempts apart that begin at the same time
     */
    public static LakeJournal open(ObjectStore store, JsonParser parser, String folder, String worker) {
        TreeMap<String, List<String>> attempts = attempts(store, folder);
        int next = attempts.isEmpty() ? 1 : Integer.parseInt(attempts.lastKey().substring(0, 6)) + 1;
        LakeJournal journal = new LakeJournal(store, parser, folder, String.format("%06d-%s", next, worker));
        Map<String, JsonValue> first = new LinkedHashMap<>();
        if (!attempts.isEmpty()) {
            List<String> objects = attempts.lastEntry().getValue();
            first.put(AFTER, new JsonString(attempts.lastKey()));
            first.put(UNTIL, new JsonString(objects.get(objects.size() - 1)));
        }
        store.put(journal.path(journal.attempt, FIRST), CheckedLine.write(new JsonObject(first)), TYPE);
        return journal;
    }

    /** Everything that was said about the shard, by every attempt, one attempt after the other. */
    static void readAll(ObjectStore store, JsonParser parser, String folder, Consumer<JournalEntry> reader) {
        attempts(store, folder).forEach((attempt, objects) -> {
            LakeJournal journal = new LakeJournal(store, parser, folder, attempt);
            objects.stream().filter(object -> !object.equals(FIRST)).forEach(o -> journal.entries(attempt, o, reader));
        });
    }

    /** How this attempt is called. */
    String attempt() {
        return attempt;
    }

    @Override
    public void append(JournalEntry entry) {
        byte[] line = CheckedLine.write(JournalText.write(entry));
        Batch mine;
        synchronized (gate) {
            mine = waiting;
            mine.lines.writeBytes(line);
        }
        storing.lock();
        try {
            if (!mine.stored) {
                storeWaiting();
            }
        } finally {
            storing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    private void storeWaiting() {
        Batch batch;
        synchronized (gate) {
            batch = waiting;
            waiting = new Batch();
        }
        batch.stored = true;
        // A number is never used again: an object that could not be stored may still appear.
        number++;
        try {
            store.put(path(attempt, String.format("%08d", number)), batch.lines.toByteArray(), TYPE);
        } catch (Failure failure) {
            batch.failure = failure;
        } catch (RuntimeException | Error bug) {
            batch.failure = Failure.of(FailureCode.FAULT, "The journal of a shard could not be stored")
                    .why(bug.toString())
                    .cause(bug);
            throw bug;
        }
    }

    @Override
    public void read(Consumer<JournalEntry> reader) {
        TreeMap<String, List<String>> attempts = attempts(store, folder);
        Deque<Runnable> chain = new ArrayDeque<>();
        Optional<String> name = Optional.of(attempt);
        String until = "99999999";
        while (name.isPresent()) {
            String current = name.get();
            String last = until;
            List<String> objects = attempts.getOrDefault(current, List.of()).stream()
                    .filter(object -> !object.equals(FIRST) && object.compareTo(last) <= 0)
                    .toList();
            chain.push(() -> objects.forEach(object -> entries(current, object, reader)));
            JsonObject first = first(current);
            name = first.text(AFTER);
            until = first.text(UNTIL).orElse(FIRST);
        }
        chain.forEach(Runnable::run);
    }

    @Override
    public void close() {}

    private JsonObject first(String of) {
        String path = path(of, FIRST);
        return values(path).stream()
                .findFirst()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElseThrow(() -> damaged(path));
    }

    private void entries(String of, String object, Consumer<JournalEntry> reader) {
        String path = path(of, object);
        values(path).forEach(value -> reader.accept(JournalText.read(value).orElseThrow(() -> damaged(path))));
    }

    private List<JsonValue> values(String path) {
        return lines(store, parser, path).orElseThrow(() -> damaged(path));
    }

    /** The lines of an object that is stored whole; empty when it is not there or a line is damaged. */
    static Optional<List<JsonValue>> lines(ObjectStore store, JsonParser parser, String path) {
        List<JsonValue> values = new ArrayList<>();
        byte[] content = store.get(path).orElse(new byte[] {0});
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                byte[] line = java.util.Arrays.copyOfRange(content, from, i);
                Optional<JsonValue> value = CheckedLine.json(line)
                        .flatMap(json -> parser.parse(json) instanceof Reading.Accepted<JsonValue> accepted
                                ? Optional.of(accepted.value())
                                : Optional.empty());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
                from = i + 1;
            }
        }
        return from == content.length ? Optional.of(values) : Optional.empty();
    }

    private Failure damaged(String path) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "The journal is damaged")
                .where(store.name() + "/" + path)
                .why("it is not there, or a line does not match its checksum")
                .next("Start a new run: what is in the tables already is not counted twice.");
    }

    private String path(String of, String object) {
        return folder + of + "/" + object;
    }

    private static TreeMap<String, List<String>> attempts(ObjectStore store, String folder) {
        TreeMap<String, List<String>> attempts = new TreeMap<>();
        store.list(folder).forEachRemaining(listed -> {
            String[] names = listed.path().substring(folder.length()).split("/", -1);
            if (names.length == 2 && names[0].matches("\\d{6}-.+") && names[1].matches("\\d{8}")) {
                attempts.computeIfAbsent(names[0], name -> new ArrayList<>()).add(names[1]);
            }
        });
        return attempts;
    }
}
