package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.operation.warehouse.LakeQueries;
import io.picasso.analytics.port.QueryCost;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.progress.Part;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The lake through the warehouse: a query for each tenant and day, its rows in the order of sessions. Which days there
 * are is taken from the lake itself, so that a tenant the warehouse does not know is noticed.
 *
 * <p>A result cannot be picked up in the middle by another process: a shard that was begun is read again from its
 * beginning, and what is in the tables is passed over.
 */
public final class WarehouseSource implements EventSource {
    private static final int ROWS_AHEAD = 2_000;
    private static final long POLL_MS = 20;

    private final LakeSource lake;
    private final LakeQueries queries;
    private final QueryLimits limits;
    private final OptionalLong maxScan;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "athena-reader");
        thread.setDaemon(true);
        return thread;
    });
    private ReadCost cost = ReadCost.NOTHING;

    /**
     * @param lake knows the days
     * @param limits of each query
     * @param maxScan bytes that all queries may read together; empty for any
     */
    public WarehouseSource(LakeSource lake, LakeQueries queries, QueryLimits limits, OptionalLong maxScan) {
        this.lake = lake;
        this.queries = queries;
        this.limits = limits;
        this.maxScan = maxScan;
    }

    @Override
    public List<Shard> shards() {
        List<Shard> shards = lake.shards();
        long bytes = shards.stream().mapToLong(Shard::bytes).sum();
        if (maxScan.isPresent() && bytes > maxScan.getAsLong()) {
            throw Failure.of(
                            FailureCode.SCAN_LIMIT,
                            "the queries would read " + bytes + " bytes, and may read " + maxScan.getAsLong())
                    .why("that much lies in the days that are meant; nothing was read");
        }
        return shards;
    }

    @Override
    public List<Part> parts(Shard shard) {
        return List.of(new Part(shard.name(), shard.bytes()));
    }

    @Override
    public Cursor open(Shard shard, List<Part> parts, long after) {
        if (after > 0) {
            throw new PartGone(shard.name());
        }
        return new RowCursor(shard);
    }

    @Override
    public synchronized ReadCost readCost() {
        return cost;
    }

    private synchronized void add(QueryCost query) {
        cost = new ReadCost(
                cost.scannedBytes() + query.scannedBytes(), cost.dollars().add(query.dollars()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lake.close();
    }

    private final class RowCursor implements Cursor {
        /** Thrown into the query when nobody reads it any more. */
        private static final class NotWanted extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        private final Shard shard;
        private final LakeSource.Day day;
        private final BlockingQueue<Input> rows = new ArrayBlockingQueue<>(ROWS_AHEAD);
        private final Future<Warehouse.Answer> answer;
        private Optional<Input> next = Optional.empty();
        private long read;
        private volatile boolean closed;

        RowCursor(Shard shard) {
            this.shard = shard;
            this.day = LakeSource.Day.of(shard.name());
            this.answer = threads.submit(() -> queries.events(
                    day.tenantId(),
                    day.day(),
                    limits.until(() -> closed || limits.stop().getAsBoolean()),
                    this::take));
        }

        private long taken;

        private void take(Reading<Event> reading) {
            taken++;
            SourceLine line = new SourceLine("athena " + shard.name(), taken, 0, new byte[0]);
            long ordinal = Input.ordinal(0, taken);
            Input input = reading.either(
                    event -> new Input(ordinal, line, List.of(event), List.of()),
                    (reason, detail) -> new Input(
                            ordinal,
                            line,
                            List.of(),
                            List.of(new Input.Rejected(OptionalInt.empty(), new byte[0], reason, detail))));
            try {
                while (!rows.offer(input, POLL_MS, TimeUnit.MILLISECONDS)) {
                    if (closed) {
                        throw new NotWanted();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotWanted();
            }
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty()) {
                boolean ended = answer.isDone();
                try {
                    next = Optional.ofNullable(rows.poll(ended ? 0 : POLL_MS, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Failure.of(FailureCode.INTERRUPTED, "interrupted while reading")
                            .cause(e);
                }
                if (next.isEmpty() && ended) {
                    finish();
                    return false;
                }
            }
            return true;
        }

        private void finish() {
            Warehouse.Answer ended = Waiting.on(answer);
            add(ended.cost());
            if (ended.rows() == 0 && shard.bytes() > 0) {
                throw Failure.of(FailureCode.RESOURCE_MISSING, "Athena sees nothing where the lake has something")
                        .where(shard.name())
                        .why("the lake has " + shard.bytes() + " bytes there; the tenant is most likely not declared in"
                                + " the table's partitions")
                        .next("Run 'picasso-analytics provision apply lake', then resume the run.");
            }
        }

        @Override
        public Input next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Input input = next.orElseThrow();
            next = Optional.empty();
            read++;
            return input;
        }

        /** Rows say nothing of bytes; a shard counts when it has been read. */
        @Override
        public long consumed() {
            return answer.isDone() && rows.isEmpty() && next.isEmpty() && read > 0 ? shard.bytes() : 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
