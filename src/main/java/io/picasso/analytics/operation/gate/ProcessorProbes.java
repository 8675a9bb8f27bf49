package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Phase 2: the processor of this program, on the environment's own lake and tables. */
final class ProcessorProbes extends Probes {
    private static final int EVENTS = 12;
    private static final int WRITERS = 8;
    private static final int EACH = 5;
    private static final int FEW = 5;

    /** The session that several checks look at. */
    private record Processed(ProbeSession probe, BatchResult off, BatchResult on, int missing, int changed) {}

    private Optional<Processed> processed = Optional.empty();

    ProcessorProbes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop) {
        super(target, sessions, stop);
    }

    @Override
    Map<String, Probe> all() {
        return Map.of(
                "2.lake", this::lakeAsBefore,
                "2.stored", this::stored,
                "2.fold", this::fold,
                "2.ttl", this::ttl,
                "2.parallel", this::parallel,
                "2.repeats", this::repeats,
                "2.lake_first", this::lakeFirst,
                "2.isolation", this::isolation);
    }

    /** The same messages without the tables, then with them: the lake must not show which it was. */
    private Processed processed() {
        if (processed.isEmpty()) {
            ProbeSession probe = sessions.of(ProbeSessions.OURS, EVENTS, ago(Duration.ofHours(1)));
            BatchResult off = target.processor(target.lake(), Optional.empty()).process(probe.messages());
            Map<String, String> before = lake.contents(probe.tenant());
            BatchResult on = processor().process(probe.messages());
            Map<String, String> after = lake.contents(probe.tenant());
            int changed = (int) before.entrySet().stream()
                            .filter(object -> !object.getValue().equals(after.get(object.getKey())))
                            .count()
                    + (int) after.keySet().stream()
                            .filter(path -> !before.containsKey(path))
                            .count();
            processed =
                    Optional.of(new Processed(probe, off, on, lake.look(probe).missing(), changed));
        }
        return processed.get();
    }

    private Measurement lakeAsBefore() {
        Processed done = processed();
        List<String> seen = new ArrayList<>(reasons(done.off()));
        seen.addAll(reasons(done.on()));
        return taken(
                EVENTS,
                seen,
                count("missing", done.missing()),
                count("changed", done.changed()),
                count(
                        "failed_messages",
                        done.off().failed().size() + done.on().failed().size()));
    }

    private Measurement stored() {
        Processed done = processed();
        EventLook look = table(done.probe());
        List<String> seen = new ArrayList<>(reasons(done.on()));
        seen.addAll(look.seen());
        return taken(EVENTS, look).seeing(seen);
    }

    private Measurement fold() {
        ProbeSession probe = processed().probe();
        return counted(probe, EVENTS);
    }

    private Measurement counted(ProbeSession probe, int samples) {
        Optional<SessionSummary> row = summary(probe);
        List<String> differences =
                row.map(there -> differences(probe, there)).orElse(List.of("the summary is missing"));
        long found = row.map(SessionSummary::counters).map(Counters::events).orElse(0L);
        long sent = probe.events().size();
        return taken(
                samples,
                differences,
                count("differences", differences.size()),
                count("sent", sent),
                count("lost", Math.max(0, sent - found)),
                count("surplus", Math.max(0, found - sent)));
    }

    private Measurement ttl() {
        ProbeSession probe = processed().probe();
        List<StoredEvent> rows = target.store().events(probe.tenant().hash(), probe.session());
        long wrong = rows.stream()
                .filter(row ->
                        row.ttl() != target.retention().expiryOf(row.event().occurredAt()))
                .count();
        long wrongSummary =
                summary(probe).filter(row -> row.ttl() == folded(probe).ttl()).isPresent() ? 0 : 1;
        return taken(
                rows.size(),
                List.of("retention is " + target.retention().days() + " days"),
                count("wrong", wrong + wrongSummary),
                count("days", target.retention().days()));
    }

    /** As many processors as would run at once; none of them knows what another one has read. */
    private Measurement parallel() {
        ProbeSession probe = sessions.questions(ProbeSessions.OURS, WRITERS * EACH, ago(Duration.ofHours(2)));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            CountDownLatch together = new CountDownLatch(WRITERS);
            List<Future<BatchResult>> results = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                BatchProcessor own = processor();
                int from = i * EACH;
                results.add(writers.submit(() -> {
                    together.countDown();
                    together.await();
                    return own.process(probe.messages(from, from + EACH));
                }));
            }
            List<String> trouble = new ArrayList<>();
            results.forEach(result -> trouble.addAll(reasons(Waiting.on(result))));
            Measurement counted = counted(probe, WRITERS * EACH);
            List<String> seen = new ArrayList<>(trouble);
            seen.addAll(counted.seen());
            return counted.seeing(seen.stream().distinct().toList());
        } finally {
            writers.shutdownNow();
        }
    }

    private Measurement repeats() {
        ProbeSession probe = processed().probe();
        BatchProcessor again = processor();
        again.process(probe.messages());
        again.process(probe.messages(3, EVENTS));
        processor().process(probe.messages(0, EVENTS / 2));
        return counted(probe, EVENTS);
    }

    private Measurement lakeFirst() {
        ProbeSession probe = sessions.of(ProbeSessions.OURS, FEW, ago(Duration.ofHours(3)));
        BatchResult result = target.processor(new RefusingLake(target.lake()), Optional.of(target.store()))
                .process(probe.messages());
        List<Event> rows = target.store().events(probe.tenant().hash(), probe.session()).stream()
                .map(StoredEvent::event)
                .toList();
        return taken(
                FEW,
                List.of(),
                count("rows", rows.size() + (summary(probe).isPresent() ? 1 : 0)),
                count("acknowledged", FEW - result.failed().size()));
    }

    private Measurement isolation() {
        ProbeSession probe = sessions.of(ProbeSessions.OURS, FEW, ago(Duration.ofHours(4)));
        BatchResult result = target.processor(target.lake(), Optional.of(target.absentTables()))
                .process(probe.messages());
        return taken(
                FEW,
                reasons(result),
                count("failed_messages", result.failed().size()),
                count("missing", lake.look(probe).missing()),
                count("forgotten", FEW - lake.remembered(probe)));
    }
}
