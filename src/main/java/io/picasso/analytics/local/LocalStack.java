package io.picasso.analytics.local;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The embedded stack of one state folder: found, started, stopped and wiped from any process.
 *
 * <p>A stack is there exactly as long as its process holds the folder's lock. A state file without that lock was left
 * by a process that was killed; it is removed by whoever finds it.
 */
public final class LocalStack {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final int CONNECT_MILLIS = 1000;

    private final StateFolder folder;
    private final Map<String, String> variables;

    /**
     * @param folder where the stack has its state
     * @param variables the environment of the process
     */
    public LocalStack(StateFolder folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
    }

    public StateFolder folder() {
        return folder;
    }

    /** What the last stack said of itself, whether it still runs or not; empty after a stop. */
    public Optional<RunningStack> known() throws IOException {
        return StateFile.read(folder);
    }

    /**
     * The running stack; empty when there is none.
     *
     * @throws Failure with {@link FailureCode#STACK_FAILED} when its process lives but does not answer, {@link
     *     FailureCode#STACK_OWNED} when it is of an earlier version and lacks a service
     */
    public Optional<RunningStack> find() throws IOException {
        Optional<RunningStack> known = StateFile.read(folder);
        if (known.isEmpty()) {
            refuseOlder();
            return known;
        }
        if (FolderLock.owner(folder.lock()).isEmpty()) {
            Files.deleteIfExists(folder.state());
            return Optional.empty();
        }
        RunningStack running = known.get();
        for (Service service : Service.values()) {
            if (!answers(running.endpoints().port(service))) {
                throw Failure.of(
                                FailureCode.STACK_FAILED,
                                "The embedded stack runs as process " + running.pid() + ", but its " + service.key()
                                        + " does not answer")
                        .where(running.endpoints().of(service).toString())
                        .next("Run 'picasso-analytics local stop', then 'picasso-analytics local start'.");
            }
        }
        return known;
    }

    /** A stack of an earlier version may have fewer services. It is not ended without being asked: it may be in use. */
    private void refuseOlder() throws IOException {
        List<Service> missing = StateFile.missing(folder);
        OptionalLong owner = FolderLock.owner(folder.lock());
        if (!missing.isEmpty() && owner.isPresent()) {
            throw Failure.of(
                            FailureCode.STACK_OWNED,
                            "A stack of an earlier version runs on this folder; it has no "
                                    + missing.stream().map(Service::key).collect(Collectors.joining(" and no ")))
                    .where(folder.root() + ", process " + owner.getAsLong())
                    .next("Run 'picasso-analytics local stop', then the command again; the lake is kept.");
        }
    }

    /**
     * The running stack, started when there is none. Of several callers at once one starts it and all get it.
     *
     * @param progress told what takes time
     * @throws Failure with {@link FailureCode#STACK_OWNED} when one runs that is not what is asked for, {@link
     *     FailureCode#PORT_IN_USE}, {@link FailureCode#STACK_PART_MISSING} or {@link FailureCode#STACK_FAILED}
     */
    public RunningStack start(StartRequest request, Consumer<String> progress) throws IOException {
        Optional<RunningStack> running = find();
        if (running.isEmpty()) {
            folder.claim();
            try (FolderLock turn = takeTurn()) {
                running = findOrWaitForOwner();
                if (running.isEmpty()) {
                    return launch(request, progress);
                }
            }
        }
        if (!request.isMetBy(running.get())) {
            throw Failure.of(FailureCode.STACK_OWNED, "A stack with other ports or other storage runs on this folder")
                    .where(folder.root().toString())
                    .why("Process " + running.get().pid() + ", storage '"
                            + running.get().storage().key() + "', ports "
                            + running.get().endpoints().ports());
        }
        return running.get();
    }

    /** Stops the stack and waits until its process is gone. Returns whether there was one. */
    public boolean stop() throws IOException {
        OptionalLong owner = FolderLock.owner(folder.lock());
        if (owner.isEmpty()) {
            Files.deleteIfExists(folder.state());
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(owner.getAsLong());
        process.ifPresent(ProcessHandle::destroy);
        if (!waitUntilFree(STOP_PATIENCE)) {
            process.ifPresent(ProcessHandle::destroyForcibly);
            if (!waitUntilFree(LEAVE_PATIENCE)) {
                throw Failure.of(FailureCode.STACK_FAILED, "Process " + owner.getAsLong() + " does not end")
                        .next("End it yourself, then run the command again.");
            }
        }
        Files.deleteIfExists(folder.state());
        return true;
    }

    /** Stops the stack and deletes all its data, state and logs. Returns whether one was running. */
    public boolean reset() throws IOException {
        if (Files.isDirectory(folder.root())) {
            folder.requireOwn();
        }
        boolean stopped = stop();
        if (Files.isDirectory(folder.root())) {
            try (FolderLock turn = takeTurn()) {
                if (FolderLock.owner(folder.lock()).isPresent()) {
                    throw owned();
                }
                folder.wipe();
            }
        }
        return stopped;
    }

    private RunningStack launch(StartRequest request, Consumer<String> progress) throws IOException {
        StackInstallation installation = StackInstallation.find(variables, progress);
        Optional<StackArchive> archive = StackArchive.of(installation, variables);
        progress.accept("starting the local stack");
        if (Files.exists(folder.log())) {
            Files.move(folder.log(), folder.previousLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = StackCommand.run(installation, folder, request, archive.flatMap(StackArchive::present));
        Process process = DetachedProcess.start(command, folder.root(), folder.log());
        RunningStack running = waitUntilReady(process);
        archive.filter(a -> a.present().isEmpty()).ifPresent(a -> StackRehearser.start(installation, a));
        return running;
    }

    private RunningStack waitUntilReady(Process process) throws IOException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<RunningStack> ready = StateFile.read(folder);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (!process.isAlive()) {
                throw reasonOf(process);
            }
            pause();
        }
        process.destroyForcibly();
        throw Failure.of(FailureCode.STACK_FAILED, "The embedded stack was not ready within a minute")
                .where(folder.log().toString());
    }

    private Failure reasonOf(Process process) throws IOException {
        Path file = folder.failure(process.pid());
        Properties reason = StateFile.load(file);
        Files.deleteIfExists(file);
        Failure failure = Failure.of(
                FailureCode.find(reason.getProperty("code", "")).orElse(FailureCode.STACK_FAILED),
                reason.getProperty("what", "The embedded stack's process ended early"));
        String why = reason.getProperty("why");
        return (why == null ? failure : failure.why(why))
                .where(reason.getProperty("where", folder.log().toString()));
    }

    /** The stack whose process is just starting or leaving, if any. */
    private Optional<RunningStack> findOrWaitForOwner() throws IOException {
        long end = System.nanoTime() + LEAVE_PATIENCE.toNanos();
        while (true) {
            Optional<RunningStack> running = find();
            if (running.isPresent() || FolderLock.owner(folder.lock()).isEmpty()) {
                return running;
            }
            if (System.nanoTime() >= end) {
                throw owned();
            }
            pause();
        }
    }

    private FolderLock takeTurn() throws IOException {
        return FolderLock.own(folder.turn(), START_PATIENCE)
                .orElseThrow(() -> Failure.of(
                                FailureCode.STACK_OWNED, "Another command has been starting a stack for a minute")
                        .where(folder.root().toString()));
    }

    private Failure owned() {
        return Failure.of(FailureCode.STACK_OWNED, "The state folder belongs to another process")
                .where(folder.root().toString());
    }

    private boolean waitUntilFree(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (FolderLock.owner(folder.lock()).isPresent()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Endpoints.HOST, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
    }
}
