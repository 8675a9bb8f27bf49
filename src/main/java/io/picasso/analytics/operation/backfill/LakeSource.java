package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.progress.Part;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The lake: a shard for each tenant and day, a part for each object. Objects are fetched ahead of their reader. */
public final class LakeSource implements EventSource {
    private static final int FETCHERS = 16;

    /** Objects fetched ahead for one shard, and the bytes they may have together. */
    private static final int AHEAD = 12;

    private static final long AHEAD_BYTES = 4L * 1024 * 1024;

    /** What a shard of the lake is. */
    record Day(String tenantId, LocalDate day) {
        /** As a shard is called: {@code FOS402334/2025-12-28}. */
        String shard() {
            return tenantId + "/" + day;
        }

        static Day of(String shard) {
            int slash = shard.indexOf('/');
            return new Day(shard.substring(0, slash), LocalDate.parse(shard.substring(slash + 1)));
        }
    }

    private final ObjectStore lake;
    private final LakeObjects objects;
    private final LakeReader reader;
    private final Selection selection;
    private final ExecutorService fetchers = Executors.newFixedThreadPool(FETCHERS, task -> {
        Thread thread = new Thread(task, "lake-fetcher");
        thread.setDaemon(true);
        return thread;
    });

    public LakeSource(ObjectStore lake, LakeReader reader, Selection selection) {
        this.lake = lake;
        this.objects = new LakeObjects(lake);
        this.reader = reader;
        this.selection = selection;
    }

    @Override
    public List<Shard> shards() {
        Map<String, Long> sizes = new TreeMap<>();
        Iterator<ObjectStore.Listed> listing =
                lake.list(selection.tenantId().map(LakeKey::prefix).orElse(LakeKey.PREFIX));
        while (listing.hasNext()) {
            ObjectStore.Listed object = listing.next();
            LakeKey.parse(object.path())
                    .filter(key -> selection.includes(key.tenantId(), key.day()))
                    .ifPresent(
                            key -> sizes.merge(new Day(key.tenantId(), key.day()).shard(), object.size(), Long::sum));
        }
        List<Shard> shards = new ArrayList<>();
        sizes.forEach((name, bytes) -> shards.add(new Shard(name, bytes)));
        return shards;
    }

    @Override
    public List<Part> parts(Shard shard) {
        Day day = Day.of(shard.name());
        List<Part> parts = new ArrayList<>();
        lake.list(LakeKey.prefix(day.tenantId(), day.day())).forEachRemaining(object -> {
            if (LakeKey.parse(object.path()).isPresent()) {
                parts.add(new Part(object.path(), object.size()));
            }
        });
        return parts;
    }

    @Override
    public Cursor open(Shard shard, List<Part> parts, long after) {
        return new LakeCursor(parts, after);
    }

    @Override
    public void close() {
        fetchers.shutdownNow();
    }

    private final class LakeCursor implements Cursor {
        private record Fetch(int part, Future<Optional<Iterator<SourceLine>>> lines) {}

        private final List<Part> parts;
        private final long after;
        private final Deque<Fetch> fetches = new ArrayDeque<>();
        private int nextFetch;
        private long aheadBytes;
        private long consumed;
        private int part;
        private Optional<LakeKey> key = Optional.empty();
        private Iterator<SourceLine> lines = Collections.emptyIterator();
        private Optional<Input> next = Optional.empty();

        LakeCursor(List<Part> parts, long after) {
            this.parts = parts;
            this.after = after;
            this.nextFetch = Input.part(after);
            this.consumed =
                    parts.stream().limit(nextFetch).mapToLong(Part::bytes).sum();
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty()) {
                if (lines.hasNext()) {
                    SourceLine line = lines.next();
                    long ordinal = Input.ordinal(part, line.number());
                    if (ordinal > after) {
                        next = Optional.of(input(ordinal, line));
                    }
                } else if (!openNext()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Input next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Input input = next.orElseThrow();
            next = Optional.empty();
            return input;
        }

        @Override
        public long consumed() {
            return consumed;
        }

        @Override
        public void close() {
            fetches.forEach(fetch -> fetch.lines().cancel(false));
        }

        private boolean openNext() {
            while (nextFetch < parts.size()
                    && (fetches.isEmpty() || (fetches.size() < AHEAD && aheadBytes < AHEAD_BYTES))) {
                Part wanted = parts.get(nextFetch);
                fetches.add(new Fetch(nextFetch, fetchers.submit(() -> objects.lines(wanted.name()))));
                aheadBytes += wanted.bytes();
                nextFetch++;
            }
            Fetch fetch = fetches.poll();
            if (fetch == null) {
                return false;
            }
            part = fetch.part();
            Part opened = parts.get(part);
            lines = Waiting.on(fetch.lines()).orElseThrow(() -> new PartGone(opened.name()));
            key = LakeKey.parse(opened.name());
            aheadBytes -= opened.bytes();
            consumed += opened.bytes();
            return true;
        }

        private Input input(long ordinal, SourceLine line) {
            return reader.read(key.orElseThrow(), line.text())
                    .either(
                            event -> new Input(ordinal, line, List.of(event), List.of()),
                            (reason, detail) -> new Input(
                                    ordinal,
                                    line,
                                    List.of(),
                                    List.of(new Input.Rejected(OptionalInt.empty(), line.text(), reason, detail))));
        }
    }
}
