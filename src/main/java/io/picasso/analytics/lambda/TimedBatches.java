package io.picasso.analytics.lambda;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Processes the messages of a call within the time the function has. Lambda kills a function that takes longer, and then
 * every message would come again; here only those do that were not known to be safe. What still runs is left to end when
 * it can: doing it twice changes nothing.
 */
final class TimedBatches {
    /** Messages worked on at once. More gain nothing, and less is lost when the time is over. */
    static final int MOST = 100;

    /** Kept for the answer and the log. */
    static final Duration RESERVE = Duration.ofMillis(500);

    private final Function<Collection<InboundMessage>, BatchResult> processor;
    private final FunctionLog log;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "batch");
        thread.setDaemon(true);
        return thread;
    });

    TimedBatches(Function<Collection<InboundMessage>, BatchResult> processor, FunctionLog log) {
        this.processor = processor;
        this.log = log;
    }

    /**
     * Processes messages.
     *
     * @param remaining the time the function still has
     * @param about what the log says of the call
     */
    Outcome process(List<InboundMessage> messages, Supplier<Duration> remaining, JsonObject about) {
        Outcome outcome = Outcome.NONE;
        for (int i = 0; i < messages.size(); i += MOST) {
            List<InboundMessage> batch = messages.subList(i, Math.min(messages.size(), i + MOST));
            outcome = outcome.plus(inTime(batch, remaining.get().minus(RESERVE), about));
        }
        return outcome;
    }

    private BatchResult inTime(List<InboundMessage> batch, Duration time, JsonObject about) {
        if (time.isNegative() || time.isZero()) {
            return failed(batch, outOfTime());
        }
        Future<BatchResult> result = threads.submit(() -> alone(batch, about));
        try {
            return result.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            return failed(batch, outOfTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(batch, Failure.of(FailureCode.INTERRUPTED, "The function was stopped"));
        } catch (ExecutionException e) {
            log.bug(about, e);
            return failed(batch, fault());
        }
    }

    /** A bug that one message brings to light must not hold up the others: then each is processed alone. */
    private BatchResult alone(List<InboundMessage> batch, JsonObject about) {
        try {
            return processor.apply(batch);
        } catch (RuntimeException bug) {
            if (batch.size() == 1) {
                log.bug(about, bug);
                return failed(batch, fault());
            }
        }
        Outcome outcome = Outcome.NONE;
        for (InboundMessage message : batch) {
            outcome = outcome.plus(alone(List.of(message), about));
        }
        return outcome.counts().failing(outcome.failed());
    }

    private static BatchResult failed(List<InboundMessage> batch, Failure why) {
        Set<String> ids = batch.stream().map(InboundMessage::id).collect(Collectors.toSet());
        return new BatchResult(ids, 0, 0, Map.of(), Set.of(), 0, 0, Duration.ZERO, Duration.ZERO, List.of(why));
    }

    private static Failure fault() {
        return Failure.of(FailureCode.FAULT, FailureCode.FAULT.title());
    }

    private static Failure outOfTime() {
        return Failure.of(FailureCode.OUT_OF_TIME, "The function's time was over before the batch was done");
    }
}
