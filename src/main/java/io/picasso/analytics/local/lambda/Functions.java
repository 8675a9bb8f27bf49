package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The functions. A change comes into force a moment after it was taken, as in AWS. */
final class Functions implements AutoCloseable {
    private static final long LOOK_SECONDS = 5;
    private static final long[] RETRY_SECONDS = {60, 120};

    private final Map<String, LambdaFunction> all = new ConcurrentSkipListMap<>();
    private final Place place;
    private final Runnable save;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "lambda-later");
        thread.setDaemon(true);
        return thread;
    });

    /** For calls that nobody waits for. */
    private final ExecutorService calls = Threads.named("lambda-call", 4);

    /** @param save called after every change */
    Functions(Place place, Runnable save) {
        this.place = place;
        this.save = save;
        var unused = later.scheduleWithFixedDelay(
                () -> all.values().forEach(LambdaFunction::retireIdle), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Goes on with functions that were there before the stack was started. */
    void resume(List<FunctionState> states) throws IOException {
        place.codes().retain(states.stream().map(FunctionState::code).collect(Collectors.toSet()));
        states.forEach(state -> all.put(state.name(), new LambdaFunction(state, place)));
    }

    /** The functions as they are kept. */
    List<JsonObject> kept() {
        return states().stream().map(FunctionState::json).toList();
    }

    List<FunctionState> states() {
        return all.values().stream().map(LambdaFunction::state).toList();
    }

    Optional<LambdaFunction> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    LambdaFunction get(String name) {
        return find(name).orElseThrow(() -> LambdaRefusal.notFound("Function not found: " + Arn.of(name)));
    }

    FunctionState create(JsonObject body) throws IOException {
        String name = Arn.function(body.text("FunctionName").orElse(""));
        if (all.containsKey(name)) {
            throw LambdaRefusal.conflict("Function already exist: " + name);
        }
        body.text("Runtime").ifPresent(JavaRuntime::require);
        Configuration configuration = Configuration.of(body);
        Code code = place.codes().add(zip(Fields.object(body, "Code")));
        LambdaFunction function = new LambdaFunction(FunctionState.created(name, configuration, code), place);
        if (all.putIfAbsent(name, function) != null) {
            throw LambdaRefusal.conflict("Function already exist: " + name);
        }
        return underWay(function);
    }

    FunctionState updateCode(String name, JsonObject body) throws IOException {
        LambdaFunction function = get(name);
        Code code = place.codes().add(zip(body));
        if (Fields.flag(body, "DryRun").orElse(false)) {
            return function.state();
        }
        function.change(body, state -> state.changed(code));
        return underWay(function);
    }

    FunctionState updateConfiguration(String name, JsonObject body) {
        LambdaFunction function = get(name);
        body.text("Runtime").ifPresent(JavaRuntime::require);
        function.change(body, state -> state.changed(state.configuration().changed(body)));
        return underWay(function);
    }

    private FunctionState underWay(LambdaFunction function) {
        FunctionState state = function.state();
        save.run();
        var unused =
                later.schedule(() -> settle(function), place.timing().settle().toMillis(), TimeUnit.MILLISECONDS);
        return state;
    }

    private void settle(LambdaFunction function) {
        try {
            function.settle();
            save.run();
        } catch (RuntimeException e) {
            System.err.println("lambda: " + function.state().name() + " is not kept as it is now: " + e);
        }
    }

    void delete(String name) throws IOException {
        get(name).close();
        all.remove(name);
        save.run();
    }

    /** Calls a function some time, and again when that fails: twice, after one and after two more minutes, as AWS does. */
    void callLater(LambdaFunction function, byte[] event) {
        callLater(function, event, 0, 0);
    }

    private void callLater(LambdaFunction function, byte[] event, int retries, long delaySeconds) {
        var unused = later.schedule(
                () -> calls.execute(() -> callNow(function, event, retries)), delaySeconds, TimeUnit.SECONDS);
    }

    private void callNow(LambdaFunction function, byte[] event, int retries) {
        try {
            if (function.call(event).failed() && retries < RETRY_SECONDS.length) {
                callLater(function, event, retries + 1, RETRY_SECONDS[retries]);
            }
        } catch (RuntimeException e) {
            System.err.println("lambda: a call of " + function.state().name() + ": " + e);
        }
    }

    /** Where the zip of a function lies on this machine. */
    String location(FunctionState state) {
        return place.codes().zip(state.code()).toUri().toString();
    }

    private static byte[] zip(JsonObject code) {
        for (String member : Set.of("S3Bucket", "ImageUri", "S3Key")) {
            if (code.text(member).isPresent()) {
                throw LambdaRefusal.unsupported("Code from " + member);
            }
        }
        try {
            return Base64.getDecoder().decode(code.text("ZipFile").orElse(""));
        } catch (IllegalArgumentException e) {
            throw LambdaRefusal.invalid("ZipFile is not Base64");
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        calls.shutdownNow();
        all.values().forEach(LambdaFunction::close);
    }
}
