package io.picasso.analytics.operation.lake;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import io.picasso.analytics.port.SourceLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Compacts one day. An object is deleted only after every line of it was read back from where it lies now; so at each
 * moment, whatever happens, the store holds every line.
 */
final class DayCompaction {
    private static final String CONTENT_TYPE = "application/gzip";

    /** Enough for the busiest day there should be, in 64 MB; a repeat beyond that is kept, which changes no answer. */
    private static final int REMEMBERED_LINES = 2_000_000;

    private final ObjectStore store;
    private final LakeObjects contents;
    private final PartLimits limits;
    private final ExecutorService workers;
    private final boolean dryRun;
    private final LakeDay day;
    private final LongConsumer listener;

    private final LineSet seen = new LineSet(REMEMBERED_LINES);
    private final List<Source> read = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private final List<String> damaged = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private Part part = new Part();
    private long lines;
    private long repeats;
    private long objects;
    private long bytes;

    /** An object all of whose lines were read. */
    private record Source(Listed object, byte[] sha256) {}

    DayCompaction(
            ObjectStore store,
            PartLimits limits,
            ExecutorService workers,
            boolean dryRun,
            LakeDay day,
            LongConsumer listener) {
        this.store = store;
        this.contents = new LakeObjects(store);
        this.limits = limits;
        this.workers = workers;
        this.dryRun = dryRun;
        this.day = day;
        this.listener = listener;
        this.objects = day.objects().size();
        this.bytes = day.bytes();
    }

    CompactedDay run() {
        remember(day.settled(limits));
        Iterator<ReadAhead.Read> sources = new ReadAhead(store, day.open(limits), workers);
        while (sources.hasNext()) {
            ReadAhead.Read next = sources.next();
            next.content().ifPresentOrElse(content -> take(next.object(), content), () -> gone(next.object()));
            listener.accept(1);
        }
        close();
        deleteWhatWasRead();
        return new CompactedDay(
                day.tenantId(),
                day.day(),
                day.objects().size(),
                day.bytes(),
                objects,
                bytes,
                lines,
                repeats,
                damaged,
                changed);
    }

    private void remember(List<Listed> settled) {
        new ReadAhead(store, settled, workers)
                .forEachRemaining(next -> next.content()
                        .ifPresent(content -> reading(next.object(), content, line -> {
                            seen.add(line.text());
                            lines++;
                        })));
    }

    private void take(Listed object, byte[] content) {
        Optional<Instant> first = LakeDay.key(object).first();
        boolean whole = reading(object, content, line -> {
            if (!seen.add(line.text())) {
                repeats++;
                return;
            }
            lines++;
            if (!part.hasRoomFor(line.text(), limits)) {
                close();
                deleteWhatWasRead();
            }
            part.add(line.text(), first);
        });
        if (whole) {
            read.add(new Source(object, Part.digest(content)));
        }
    }

    private boolean reading(Listed object, byte[] content, java.util.function.Consumer<SourceLine> consumer) {
        try {
            contents.lines(object.path(), content).forEachRemaining(consumer);
            return true;
        } catch (Failure failure) {
            if (failure.code() != FailureCode.UNREADABLE_INPUT) {
                throw failure;
            }
            damaged.add(
                    failure.where().orElse(object.path()) + ": " + failure.why().orElse(failure.what()));
            return false;
        }
    }

    private void gone(Listed object) {
        objects--;
        bytes -= object.size();
    }

    /** Writes what is in the part, and reads it back. */
    private void close() {
        if (part.isEmpty()) {
            return;
        }
        Part.Closed closed = part.close();
        part = new Part();
        Instant first = closed.first()
                .orElseGet(() -> day.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        String path = LakeKey.compacted(day.tenantId(), day.day(), first, closed.sha256())
                .toString();
        written.add(path);
        boolean listed = day.objects().stream().anyMatch(object -> object.path().equals(path));
        if (!listed) {
            objects++;
            bytes += closed.packed().length;
        }
        if (dryRun || (listed && holds(path, closed))) {
            return;
        }
        store.put(path, closed.packed(), CONTENT_TYPE);
        if (!holds(path, closed)) {
            throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "A compacted object does not hold what was written")
                    .where(store.name() + "/" + path)
                    .next("Nothing was deleted. Run the same command again.");
        }
    }

    private boolean holds(String path, Part.Closed closed) {
        return contents.lines(path)
                .filter(there -> Arrays.equals(Part.digest(there), closed.sha256()))
                .isPresent();
    }

    private void deleteWhatWasRead() {
        List<Future<Boolean>> deletions = new ArrayList<>();
        List<Source> sources = read.stream()
                .filter(source -> !written.contains(source.object().path()))
                .toList();
        sources.forEach(source -> deletions.add(workers.submit(() -> delete(source))));
        for (int i = 0; i < sources.size(); i++) {
            if (Waiting.on(deletions.get(i))) {
                gone(sources.get(i).object());
            } else {
                changed.add(store.name() + "/" + sources.get(i).object().path());
            }
        }
        read.clear();
    }

    /** A late delivery of the same events replaces an object under its name; then it is not the one that was read. */
    private boolean delete(Source source) {
        if (dryRun) {
            return true;
        }
        String path = source.object().path();
        Optional<byte[]> now = store.get(path);
        if (now.isPresent() && !Arrays.equals(Part.digest(now.get()), source.sha256())) {
            return false;
        }
        store.delete(path);
        return true;
    }
}
