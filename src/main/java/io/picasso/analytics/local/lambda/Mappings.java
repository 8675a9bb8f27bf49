package io.picasso.analytics.local.lambda;

import io.picasso.analytics.adapter.aws.sqs.QueueFeed;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The event source mappings, each with the poller that does its work while it is on. */
final class Mappings implements AutoCloseable {
    /** A mapping, its poller, and what it is doing; {@code done} when that is done. */
    private record Running(Mapping mapping, Optional<Poller> poller, String doing, CompletableFuture<Void> done) {
        String state() {
            boolean settled = done.isDone() && (poller.isEmpty() || poller.get().hasBegun());
            return settled ? mapping.enabled() ? "Enabled" : "Disabled" : doing;
        }
    }

    private final Map<String, Running> all = new LinkedHashMap<>();
    private final Function<String, Optional<LambdaFunction>> functions;
    private final Function<String, QueueFeed> queues;
    private final JsonParser parser;
    private final Runnable save;

    /**
     * @param functions a function by its name
     * @param queues a queue by its name
     * @param save called after every change
     */
    Mappings(
            Function<String, Optional<LambdaFunction>> functions,
            Function<String, QueueFeed> queues,
            JsonParser parser,
            Runnable save) {
        this.functions = functions;
        this.queues = queues;
        this.parser = parser;
        this.save = save;
    }

    /** Goes on with a mapping that was there before the stack was started. */
    synchronized void resume(Mapping mapping) {
        put(mapping, "Enabling", CompletableFuture.completedFuture(null));
    }

    /** The mappings as they are kept. */
    synchronized List<JsonObject> kept() {
        return all.values().stream().map(running -> running.mapping().json()).toList();
    }

    synchronized JsonObject create(JsonObject body) {
        Mapping mapping = Mapping.of(body);
        LambdaFunction function = functions
                .apply(mapping.function())
                .orElseThrow(() -> LambdaRefusal.notFound("Function not found: " + Arn.of(mapping.function())));
        all.values().stream()
                .map(Running::mapping)
                .filter(there -> there.source().equals(mapping.source())
                        && there.function().equals(mapping.function()))
                .findFirst()
                .ifPresent(there -> {
                    throw LambdaRefusal.conflict("An event source mapping with event source arn (\" " + there.source()
                            + " \") and function name (\" " + there.function()
                            + " \") already exists. Please update or delete the existing mapping with UUID "
                            + there.id());
                });
        requireQueue(mapping, function);
        return put(mapping, "Creating", CompletableFuture.completedFuture(null));
    }

    private void requireQueue(Mapping mapping, LambdaFunction function) {
        Duration visibility = queues.apply(Arn.queue(mapping.source()))
                .visibility()
                .orElseThrow(() -> LambdaRefusal.invalid("Error occurred while ReceiveMessage. SQS Error Code:"
                        + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not"
                        + " exist."));
        int timeout = function.state().configuration().timeoutSeconds();
        if (visibility.toSeconds() < timeout) {
            throw LambdaRefusal.invalid("Queue visibility timeout: " + visibility.toSeconds()
                    + " seconds is less than Function timeout: " + timeout + " seconds");
        }
    }

    synchronized JsonObject get(String id) {
        Running running = find(id);
        return running.mapping().json(running.state());
    }

    /** @param function the name or ARN of a function; empty: any */
    synchronized JsonObject list(Optional<String> function, Optional<String> source) {
        Optional<String> name = function.map(Arn::function);
        return new Fields()
                .put(
                        "EventSourceMappings",
                        all.values().stream()
                                .filter(running -> name.isEmpty()
                                        || name.get().equals(running.mapping().function()))
                                .filter(running -> source.isEmpty()
                                        || source.get().equals(running.mapping().source()))
                                .map(running -> running.mapping().json(running.state()))
                                .toList())
                .object();
    }

    synchronized JsonObject update(String id, JsonObject body) {
        Running running = find(id);
        if (!running.state().equals("Enabled") && !running.state().equals("Disabled")) {
            throw LambdaRefusal.conflict(
                    "Cannot update the event source mapping because it is in state " + running.state());
        }
        Mapping changed = running.mapping().changed(body);
        String doing = changed.enabled() == running.mapping().enabled()
                ? "Updating"
                : changed.enabled() ? "Enabling" : "Disabling";
        return put(changed, doing, stop(running));
    }

    synchronized JsonObject delete(String id) {
        Running running = find(id);
        stop(running);
        all.remove(id);
        save.run();
        return running.mapping().json("Deleting");
    }

    private Running find(String id) {
        return Optional.ofNullable(all.get(id))
                .orElseThrow(() -> LambdaRefusal.notFound("The resource you requested does not exist."));
    }

    private static CompletableFuture<Void> stop(Running running) {
        return running.poller().map(Poller::stop).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private JsonObject put(Mapping mapping, String doing, CompletableFuture<Void> before) {
        Optional<Poller> poller = mapping.enabled()
                ? Optional.of(new Poller(
                        mapping,
                        queues.apply(Arn.queue(mapping.source())),
                        () -> functions.apply(mapping.function()),
                        parser))
                : Optional.empty();
        all.put(mapping.id(), new Running(mapping, poller, doing, before));
        poller.ifPresent(started -> started.startAfter(before));
        save.run();
        return mapping.json(doing);
    }

    @Override
    public synchronized void close() {
        all.values().forEach(Mappings::stop);
    }
}
