package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.ParcelWriter.Begun;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Finished;
import io.picasso.analytics.progress.JournalEntry.Opened;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.Part;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.WriteCounts;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the shards of a source and writes their sessions, some shards and many parcels at once. For one run. */
final class BackfillRun {
    private static final long NANOS_BETWEEN_ADVANCES = TimeUnit.MILLISECONDS.toNanos(500);

    private final EventSource source;
    private final Selection selection;
    private final ParcelWriter writer;
    private final Journal journal;
    private final RunState before;
    private final Ledger ledger;
    private final Limits limits;
    private final Retention retention;
    private final Clock clock;
    private final Ending ending;
    private final LimitCheck limit;
    private final AtomicLong parcels;
    private final AtomicLong shardsDone;
    private final AtomicInteger unread = new AtomicInteger();
    private final UnderWay underWay;
    private final Semaphore room;
    private final ExecutorService writers;

    BackfillRun(
            EventSource source,
            Selection selection,
            ParcelWriter writer,
            Journal journal,
            RunState before,
            Ledger ledger,
            Limits limits,
            Retention retention,
            Clock clock,
            Ending ending) {
        this.source = source;
        this.selection = selection;
        this.writer = writer;
        this.journal = journal;
        this.before = before;
        this.ledger = ledger;
        this.underWay = new UnderWay(ledger::rate);
        this.limits = limits;
        this.retention = retention;
        this.clock = clock;
        this.ending = ending;
        this.limit = new LimitCheck(limits, ledger, ending);
        this.parcels = new AtomicLong(before.lastParcel());
        this.shardsDone = new AtomicLong(before.finishedShards());
        this.room = new Semaphore(limits.writers() + limits.readers());
        this.writers = pool(limits.writers(), "backfill-writer");
    }

    long shardsDone() {
        return shardsDone.get();
    }

    /** Works until everything is done or the run is to end. */
    void work(List<Shard> shards) {
        limit.of(shards.stream().mapToLong(Shard::bytes).sum());
        Queue<Shard> waiting = new ConcurrentLinkedQueue<>();
        for (Shard shard : shards) {
            Optional<RunState.Shard> known = before.find(shard.name());
            known.ifPresent(k -> ledger.read(shard.name(), k.counts(), k.isFinished() ? shard.bytes() : 0));
            if (!known.map(RunState.Shard::isFinished).orElse(false)) {
                waiting.add(shard);
            }
        }
        unread.set(waiting.size());
        ExecutorService readers = pool(limits.readers(), "backfill-reader");
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < limits.readers(); i++) {
                running.add(readers.submit(() -> readAll(waiting)));
            }
            for (Future<?> reader : running) {
                io.picasso.analytics.operation.ingest.Waiting.on(reader);
            }
        } finally {
            readers.shutdown();
            awaitEnd(readers);
            writers.shutdown();
            awaitEnd(writers);
        }
    }

    private void readAll(Queue<Shard> waiting) {
        try {
            for (Shard shard = waiting.poll(); shard != null; shard = waiting.poll()) {
                ending.check();
                read(shard);
                journal.append(new Finished(shard.name()));
                shardsDone.incrementAndGet();
            }
        } catch (Ending.Stopped e) {
            // The others are on their way out as well.
        } catch (Failure failure) {
            ending.because(Outcome.FAILED, failure);
        } catch (RuntimeException | Error bug) {
            ending.because(
                    Outcome.FAILED,
                    Failure.of(FailureCode.FAULT, "A reader of the backfill failed")
                            .why(bug.toString())
                            .cause(bug));
            throw bug;
        }
    }

    private void read(Shard shard) {
        Optional<RunState.Shard> known = before.find(shard.name());
        if (known.isPresent()) {
            try {
                read(shard, known.get());
                return;
            } catch (EventSource.PartGone gone) {
                // Compacted or expired since: from the beginning, with what is there now. Nothing is written twice.
            }
        }
        List<Part> parts = source.parts(shard);
        journal.append(new Opened(shard.name(), parts));
        RunState fresh = new RunState();
        fresh.add(new Opened(shard.name(), parts));
        try {
            read(shard, fresh.find(shard.name()).orElseThrow());
        } catch (EventSource.PartGone gone) {
            throw Failure.of(FailureCode.CONCURRENT_CHANGE, "The input changed while it was read")
                    .where(String.valueOf(gone.getMessage()))
                    .why("it was there when its shard was opened, and is not any more")
                    .next("Resume the run: the shard is then read from its beginning, and nothing is written twice.");
        }
    }

    private void read(Shard shard, RunState.Shard known) {
        ShardWork work = new ShardWork(shard.name(), selection, retention, limits.window(), known);
        Begun begun = Begun.of(known);
        long advancedAt = System.nanoTime();
        try (EventSource.Cursor cursor = source.open(shard, known.parts(), known.complete())) {
            for (Optional<Input> input = next(cursor, work, shard);
                    input.isPresent();
                    input = next(cursor, work, shard)) {
                work.take(input.get(), now());
                if (work.window().isFull()) {
                    // What a parcel is made of is counted first: a line that is done is not looked at again.
                    advance(shard, work, cursor);
                    send(work, begun, shard, work.window().takeEldest());
                }
                if (System.nanoTime() - advancedAt > NANOS_BETWEEN_ADVANCES) {
                    advance(shard, work, cursor);
                    advancedAt = System.nanoTime();
                }
            }
            boolean all = unread.decrementAndGet() == 0;
            advance(shard, work, cursor);
            limit.checkErrors(all);
            send(work, begun, shard, work.window().takeAll());
            while (!work.isIdle()) {
                pause();
                if (ending.isWanted() && room.availablePermits() == limits.writers() + limits.readers()) {
                    break;
                }
                if (System.nanoTime() - advancedAt > NANOS_BETWEEN_ADVANCES) {
                    advance(shard, work, cursor);
                    advancedAt = System.nanoTime();
                }
            }
            advance(shard, work, cursor);
            if (!work.isIdle()) {
                throw new Ending.Stopped();
            }
        }
    }

    /** The next line; none at the end. Before it throws, what was read up to here is written down. */
    private Optional<Input> next(EventSource.Cursor cursor, ShardWork work, Shard shard) {
        try {
            ending.check();
            return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
        } catch (Ending.Stopped | Failure end) {
            advance(shard, work, cursor);
            throw end;
        }
    }

    private void advance(Shard shard, ShardWork work, EventSource.Cursor cursor) {
        work.advance(ledger);
        ledger.read(shard.name(), work.counts(), Math.min(shard.bytes(), cursor.consumed()));
        limit.checkErrors(false);
    }

    private void send(ShardWork work, Begun begun, Shard shard, List<SessionBatch> sessions) {
        for (List<SessionBatch> packed : Parcel.pack(sessions, underWay.mostOfParcel())) {
            Parcel parcel = new Parcel(shard.name(), parcels.incrementAndGet(), packed);
            // Before anything can stop it: what is not sent must not count as done.
            work.sent(parcel);
            ending.check();
            while (!work.leaves(parcel)) {
                pause();
                ending.check();
            }
            limit.checkCost(parcel, underWay);
            while (!underWay.enters(parcel)) {
                pause();
                ending.check();
            }
            room.acquireUninterruptibly();
            writers.execute(() -> write(work, begun, parcel));
        }
    }

    private void write(ShardWork work, Begun begun, Parcel parcel) {
        try {
            if (ending.isWanted()) {
                return;
            }
            WriteCounts counts = writer.write(parcel, begun);
            writer.done(new Done(parcel.shard(), parcel.number(), ledger.book(counts)));
            work.arrived(parcel);
        } catch (Failure failure) {
            // Waits that were ended on purpose bring no news.
            if (failure.code() != FailureCode.INTERRUPTED) {
                ending.because(Outcome.FAILED, failure);
            }
        } catch (RuntimeException | Error bug) {
            ending.because(
                    Outcome.FAILED,
                    Failure.of(FailureCode.FAULT, "A writer of the backfill failed")
                            .why(bug.toString())
                            .cause(bug));
        } finally {
            underWay.leaves(parcel);
            room.release();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    private static void awaitEnd(ExecutorService pool) {
        try {
            while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                // Every write ends by itself: the pace lets none wait once the run is to end.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService pool(int size, String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
