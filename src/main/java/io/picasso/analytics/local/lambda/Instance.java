package io.picasso.analytics.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One environment of a function: a JVM that works on one call at a time, from its start to its end. */
final class Instance {
    /** As in AWS an environment that does not start is given up; this machine may be slower. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private static final Duration ASK_PATIENCE = Duration.ofSeconds(5);
    private static final long GRACE_SECONDS = 20;
    private static final String ARCHIVE = "classes.jsa";

    private final FunctionState state;
    private final CallLog log;
    private final Path folder;
    private final RuntimeApi api;
    private final ChildProcess process;
    private final CompletableFuture<Integer> exit;
    private final long born = System.nanoTime();
    private final boolean archiving;
    private Optional<Duration> initTime = Optional.empty();
    private int calls;
    private volatile long idleSince = System.nanoTime();
    private volatile boolean killed;

    private Instance(FunctionState state, Place place) throws IOException {
        this.state = state;
        folder = Files.createTempDirectory(Files.createDirectories(place.scratch()), "function");
        api = new RuntimeApi();
        Path archive = place.codes().archive(state.code());
        Path task = place.codes().task(state.code());
        archiving = !Files.exists(archive) && ChildCommand.isArchivable(task);
        List<String> flags = new ArrayList<>();
        if (archiving) {
            flags.add("-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE));
        } else if (Files.exists(archive)) {
            flags.add("-XX:SharedArchiveFile=" + archive);
        }
        Map<String, String> variables = new HashMap<>(place.variables());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", folder.getFileName().toString());
        String script = ChildCommand.script(place.client().orElseThrow(), state, task, folder, flags, variables);
        process = ChildProcess.start(ChildCommand.write(script, folder), task);
        exit = process.exit();
        log = new CallLog(new FunctionLog(place.logs(), state.name(), place.clock()), new Printed(process.output()));
        log.platform(
                "INIT_START Runtime Version: " + state.configuration().runtime() + " on Java " + Runtime.version());
        Thread pump = new Thread(this::pump, "lambda-log");
        pump.setDaemon(true);
        pump.start();
    }

    /** Starts one; it need not have come up yet. */
    static Instance start(FunctionState state, Place place) throws IOException {
        return new Instance(state, place);
    }

    /** What runs in it. */
    FunctionState state() {
        return state;
    }

    /** Whether it can take a call: it lives, and has asked for one. */
    boolean isReady() {
        try {
            if (process.isAlive()) {
                CompletableFuture.anyOf(api.asked(), exit).get(ASK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return process.isAlive() && api.asked().isDone();
    }

    /** Whether it was ended, or is about to be. */
    boolean isKilled() {
        return killed;
    }

    /** Nanoseconds, as {@link System#nanoTime} counts, since when it had no call. */
    long idleSince() {
        return idleSince;
    }

    /** Hands a call to the function and waits for what comes of it, its start included. */
    CallResult call(byte[] event) {
        String id = UUID.randomUUID().toString();
        boolean first = calls++ == 0;
        Optional<CallResult> notStarted = first ? awaitStart(id) : Optional.empty();
        log.begin(id);
        long begun = System.nanoTime();
        CallResult result = notStarted.orElseGet(() -> run(id, event));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String lines = log.end(
                id,
                new Report(
                        took,
                        state.configuration().memoryMb(),
                        process.mostMemory(),
                        first ? initTime : Optional.empty()),
                result);
        idleSince = System.nanoTime();
        return result.with(lines);
    }

    private Optional<CallResult> awaitStart(String id) {
        CompletableFuture<Optional<CallResult>> ended =
                exit.thenApply(status -> Optional.of(CallResult.exited(id, status)));
        Optional<CallResult> started = await(
                api.started().applyToEither(ended, how -> how),
                START_PATIENCE,
                Optional.of(CallResult.timedOut(id, START_PATIENCE.toSeconds())));
        initTime = Optional.of(Duration.ofNanos(System.nanoTime() - born));
        if (started.isPresent()) {
            kill();
        }
        return started;
    }

    private CallResult run(String id, byte[] event) {
        int seconds = state.configuration().timeoutSeconds();
        CompletableFuture<CallResult> answer = new CompletableFuture<>();
        api.offer(new RuntimeApi.Call(
                id, Arn.of(state.name()), event, System.currentTimeMillis() + seconds * 1000L, answer));
        CompletableFuture<CallResult> ended = exit.thenApply(status -> CallResult.exited(id, status));
        CallResult late = CallResult.timedOut(id, seconds);
        CallResult result = await(answer.applyToEither(ended, how -> how), Duration.ofSeconds(seconds), late);
        if (result == late) {
            kill();
        }
        return result;
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience, T otherwise) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pump() {
        try {
            while (process.isAlive()) {
                log.pump();
                Thread.sleep(log.isCalled() ? 10 : 100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.pump();
        api.close();
    }

    /**
     * Ends it when nobody waits for it. One that has worked may leave an archive of its classes, which lets the next ones
     * start in half the time.
     */
    void retire(Place place) {
        if (!archiving || calls == 0 || killed) {
            kill();
            return;
        }
        exit.copy().completeOnTimeout(-1, GRACE_SECONDS, TimeUnit.SECONDS).thenAccept(status -> keepArchive(place));
        process.end();
    }

    private void keepArchive(Place place) {
        try {
            Path made = folder.resolve(ARCHIVE);
            Path archive = place.codes().archive(state.code());
            if (Files.exists(made)
                    && !process.isAlive()
                    && Files.isDirectory(place.codes().task(state.code()))) {
                Files.move(made, archive, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            // It only saves time.
            System.err.println("lambda: no class-data archive for " + state.name() + ": " + e);
        }
        kill();
    }

    /** Ends it at once. */
    void kill() {
        killed = true;
        process.kill();
        exit.thenRun(() -> {
            try {
                CodeStore.delete(folder);
            } catch (IOException e) {
                System.err.println("lambda: deleting " + folder + ": " + e);
            }
        });
    }
}
