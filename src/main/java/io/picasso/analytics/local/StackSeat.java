package io.picasso.analytics.local;

import io.picasso.analytics.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The state folder in the hands of the one process that runs its stack. */
public final class StackSeat implements AutoCloseable {
    /** Longer than anybody who only asks for the owner holds the lock's file. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StateFolder folder;
    private final FolderLock lock;
    private final @Nullable Object lockFile;

    private StackSeat(StateFolder folder, FolderLock lock) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.lockFile = fileKey();
    }

    /** Takes the folder for this process and removes what a killed one left; empty when another process has it. */
    public static Optional<StackSeat> take(StateFolder folder) throws IOException {
        Optional<FolderLock> lock = FolderLock.own(folder.lock(), PATIENCE);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Files.deleteIfExists(folder.state());
        folder.clearScratch();
        return Optional.of(new StackSeat(folder, lock.get()));
    }

    /** The ports of the last stack on this folder; empty when there was none. */
    public Map<Service, Integer> lastPorts() throws IOException {
        return StateFile.lastPorts(folder);
    }

    /** Tells everybody that the stack answers, and where. */
    public void announce(Endpoints endpoints, Storage storage) throws IOException {
        String version = StackSeat.class.getPackage().getImplementationVersion();
        StateFile.write(new RunningStack(
                ProcessHandle.current().pid(),
                Instant.now(),
                endpoints,
                storage,
                version == null ? "unpacked" : version,
                folder));
    }

    /** Whether the folder is still there and still this process's. */
    public boolean isHeld() {
        try {
            return Objects.equals(lockFile, fileKey());
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells that the stack is gone, and lets the folder go. */
    @Override
    public void close() throws IOException {
        if (isHeld()) {
            Files.deleteIfExists(folder.state());
        }
        lock.close();
    }

    /** Leaves the reason for whoever waits for this process to start. */
    public static void leaveReason(StateFolder folder, Failure failure) throws IOException {
        Properties reason = new Properties();
        reason.setProperty("code", failure.code().id());
        reason.setProperty("what", failure.what());
        failure.why().ifPresent(why -> reason.setProperty("why", why));
        failure.where().ifPresent(where -> reason.setProperty("where", where));
        try {
            StateFile.replace(folder.failure(ProcessHandle.current().pid()), reason);
        } catch (NoSuchFileException e) {
            System.err.println("the state folder is gone: " + e.getMessage());
        }
    }

    private @Nullable Object fileKey() throws IOException {
        return Files.readAttributes(folder.lock(), BasicFileAttributes.class).fileKey();
    }
}
