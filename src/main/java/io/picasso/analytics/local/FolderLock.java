package io.picasso.analytics.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock on a file that the operating system takes back when the process ends, however it ends. The owner's process id
 * stands in the file.
 *
 * <p>The system knows one owner for each process and file, and forgets the lock when the process closes any handle of
 * the file. So inside one process a file is opened by one at a time.
 */
final class FolderLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final ConcurrentMap<Path, Boolean> OPEN_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, waiting this long at most; empty when somebody else has it. Creates folder and file. */
    public static Optional<FolderLock> own(Path file, Duration patience) throws IOException {
        Files.createDirectories(file.getParent());
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FolderLock> lock = tryOwn(file);
            if (lock.isPresent() || System.nanoTime() >= end) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The process that has the lock; empty when none has it. Leaves no trace. */
    static OptionalLong owner(Path file) throws IOException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        while (OPEN_HERE.putIfAbsent(file, true) != null) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        // Shared, so that two who ask do not take each other for the owner.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free != null ? OptionalLong.empty() : OptionalLong.of(pidIn(channel));
        } finally {
            OPEN_HERE.remove(file);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OPEN_HERE.remove(file);
        }
    }

    private static Optional<FolderLock> tryOwn(Path file) throws IOException {
        if (OPEN_HERE.putIfAbsent(file, true) != null) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean owned = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            owned = channel.tryLock() != null;
            if (!owned) {
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new FolderLock(file, channel));
        } finally {
            if (!owned) {
                if (channel != null) {
                    channel.close();
                }
                OPEN_HERE.remove(file);
            }
        }
    }

    /** The id in the file. The owner writes it right after it has the lock, so it may have to be waited for. */
    private static long pidIn(FileChannel channel) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (true) {
            ByteBuffer text = ByteBuffer.allocate(32);
            channel.read(text, 0);
            String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
            if (!pid.isEmpty()) {
                return Long.parseLong(pid);
            }
            if (System.nanoTime() >= end) {
                throw new IOException("the lock's owner wrote no process id");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
