package io.picasso.analytics.local.lambda;

import io.picasso.analytics.adapter.aws.sqs.QueueFeed;
import io.picasso.analytics.adapter.aws.sqs.QueueFeed.Received;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.port.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes messages of a queue to a function, a batch at a time. What the function has done is deleted; the rest comes again
 * when the queue shows it again, and goes where the queue sends what came too often.
 */
final class Poller {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 500;
    private static final long SHORT_PAUSE_MILLIS = 50;

    private final Mapping mapping;
    private final QueueFeed queue;
    private final Supplier<Optional<LambdaFunction>> function;
    private final JsonParser parser;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;
    private String trouble = "";

    /** @param function the function, as long as it is there */
    Poller(Mapping mapping, QueueFeed queue, Supplier<Optional<LambdaFunction>> function, JsonParser parser) {
        this.mapping = mapping;
        this.queue = queue;
        this.function = function;
        this.parser = parser;
    }

    /** Starts when the other has ended: two of one mapping never work at once. */
    void startAfter(CompletableFuture<Void> other) {
        other.thenRun(() -> {
            Thread thread = new Thread(this::run, "lambda-poller");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Takes no more messages; the batch it has is brought to its end. */
    CompletableFuture<Void> stop() {
        stopping = true;
        return ended;
    }

    /** Whether it has begun to take messages. */
    boolean hasBegun() {
        return begun.isDone();
    }

    private void run() {
        begun.complete(null);
        while (!stopping) {
            try {
                step();
                trouble = "";
            } catch (RuntimeException e) {
                complain(e);
                pause(PAUSE_MILLIS);
            }
        }
        ended.complete(null);
    }

    private void step() {
        Optional<LambdaFunction> target =
                function.get().filter(there -> there.state().status().state().equals("Active"));
        if (target.isEmpty()) {
            pause(PAUSE_MILLIS);
            return;
        }
        for (List<Received> batch : SqsEvent.fitting(collect(), mapping.source())) {
            deliver(target.get(), batch);
        }
    }

    private List<Received> collect() {
        List<Received> batch = new ArrayList<>(queue.receive(mapping.batchSize(), POLL));
        if (batch.isEmpty() || mapping.window().isZero()) {
            return batch;
        }
        long end = System.nanoTime() + mapping.window().toNanos();
        while (batch.size() < mapping.batchSize() && System.nanoTime() < end && !stopping) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            boolean whole = left.compareTo(POLL) >= 0;
            List<Received> more = queue.receive(mapping.batchSize() - batch.size(), whole ? POLL : Duration.ZERO);
            batch.addAll(more);
            if (more.isEmpty() && !whole) {
                pause(SHORT_PAUSE_MILLIS);
            }
        }
        return batch;
    }

    private void deliver(LambdaFunction target, List<Received> batch) {
        CallResult result = target.call(SqsEvent.of(batch, mapping.source()));
        if (result.failed()) {
            return;
        }
        Set<String> failed = Set.of();
        if (mapping.reportsFailures()) {
            Optional<JsonValue> answer =
                    parser.parse(result.payload()).either(Optional::of, (reason, detail) -> Optional.empty());
            failed = BatchAnswer.failed(answer, batch.stream().map(Received::id).collect(Collectors.toSet()));
        }
        Set<String> again = failed;
        queue.delete(
                batch.stream().filter(message -> !again.contains(message.id())).toList());
    }

    /** Once for each trouble, not for each try. */
    private void complain(Exception e) {
        String text = e instanceof Failure failure ? failure.what() : String.valueOf(e);
        if (!stopping && !text.equals(trouble)) {
            System.err.println("lambda: " + mapping.source() + " to " + mapping.function() + ": " + text);
            trouble = text;
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
