package io.picasso.analytics.adapter.file;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.port.RunControl;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunStatusText;
import io.picasso.analytics.progress.RunWish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs as folders in one folder: a journal, bad records, the last status, the last wish, and a lock. */
public final class RunFolders implements Runs {
    private static final String JOURNAL = "journal.ndjson";
    private static final String BAD = "bad.ndjson";
    private static final String STATUS = "status.json";
    private static final String WISH = "wish.json";
    private static final String LOCK = "run.lock";

    private final Path root;
    private final JsonParser parser;

    /**
     * @param root where the runs lie; need not be there
     */
    public RunFolders(Path root, JsonParser parser) {
        this.root = root;
        this.parser = parser;
    }

    @Override
    public OpenRun create(String run) {
        return using(run, () -> {
            Files.createDirectories(root);
            try {
                Files.createDirectory(root.resolve(run));
            } catch (FileAlreadyExistsException e) {
                throw Failure.of(FailureCode.RUN_BUSY, "There is a run of that name")
                        .where(run);
            }
            return new Folder(root.resolve(run));
        });
    }

    @Override
    public OpenRun open(String run) {
        Path folder = existing(run);
        return using(run, () -> new Folder(folder));
    }

    @Override
    public List<String> list() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        return using(root.toString(), () -> {
            try (Stream<Path> folders = Files.list(root)) {
                return folders.filter(folder -> Files.exists(folder.resolve(JOURNAL)))
                        .map(folder -> folder.getFileName().toString())
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
        });
    }

    @Override
    public void read(String run, Consumer<JournalEntry> reader) {
        FileJournal.read(existing(run).resolve(JOURNAL), parser, reader);
    }

    @Override
    public Optional<RunStatus> status(String run) {
        return json(existing(run).resolve(STATUS)).flatMap(RunStatusText::readStatus);
    }

    @Override
    public OptionalLong worker(String run) {
        Path lock = existing(run).resolve(LOCK);
        if (!Files.exists(lock)) {
            return OptionalLong.empty();
        }
        return using(run, () -> {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var free = channel.tryLock()) {
                return free != null ? OptionalLong.empty() : pid(lock);
            } catch (OverlappingFileLockException e) {
                return pid(lock);
            }
        });
    }

    @Override
    public RunWish wish(String run) {
        return json(existing(run).resolve(WISH))
                .flatMap(RunStatusText::readWish)
                .orElse(RunWish.NONE);
    }

    @Override
    public void leave(String run, RunWish wish) {
        Path folder = existing(run);
        using(run, () -> {
            replace(folder.resolve(WISH), RunStatusText.write(wish));
            return wish;
        });
    }

    @Override
    public String badRecords(String run) {
        return root.resolve(run).resolve(BAD).toString();
    }

    private Path existing(String run) {
        Path folder = root.resolve(run);
        if (!run.matches("[A-Za-z0-9_-]{1,80}") || !Files.exists(folder.resolve(JOURNAL))) {
            throw Failure.of(FailureCode.NOT_FOUND, "There is no backfill run '" + run + "'")
                    .where(root.toString())
                    .next("See which runs there are with 'picasso-analytics backfill status'.");
        }
        return folder;
    }

    /** The process id stands in the lock file; unknown while its owner is about to write it. */
    private static OptionalLong pid(Path lock) throws IOException {
        String text = Files.readString(lock).strip();
        return OptionalLong.of(text.matches("\\d{1,18}") ? Long.parseLong(text) : 0);
    }

    private Optional<JsonValue> json(Path file) {
        try {
            return parser.parse(Files.readAllBytes(file)) instanceof Reading.Accepted<JsonValue> accepted
                    ? Optional.of(accepted.value())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Readers see the old content or the new, never a part. */
    private static void replace(Path file, JsonObject content) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, JsonText.compact(content) + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T using(String what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw unusable(what, e);
        }
    }

    private static Failure unusable(String what, IOException e) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "The files of a backfill run cannot be used")
                .where(what)
                .why(e.toString())
                .cause(e);
    }

    private final class Folder implements OpenRun, RunControl {
        private final Path folder;
        private final FileChannel lock;
        private final FileJournal journal;
        private final BadFile bad;

        Folder(Path folder) throws IOException {
            this.folder = folder;
            this.lock = lock(folder.resolve(LOCK));
            try {
                this.journal = FileJournal.open(folder.resolve(JOURNAL), parser);
            } catch (Failure damaged) {
                lock.close();
                throw damaged;
            }
            this.bad = new BadFile(folder.resolve(BAD));
        }

        private static FileChannel lock(Path file) throws IOException {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    channel.truncate(0);
                    channel.write(java.nio.ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // Another run object of this process has it.
            }
            channel.close();
            throw Failure.of(FailureCode.RUN_BUSY, "Another process works on this run")
                    .where(file.toString());
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public RejectedRecords bad() {
            return bad;
        }

        @Override
        public RunControl control() {
            return this;
        }

        @Override
        public RunWish wish() {
            return json(folder.resolve(WISH)).flatMap(RunStatusText::readWish).orElse(RunWish.NONE);
        }

        @Override
        public void report(RunStatus status) {
            try {
                replace(folder.resolve(STATUS), RunStatusText.write(status));
            } catch (IOException e) {
                // Seen by nobody for a moment; the journal has what counts.
            }
        }

        @Override
        public void close() {
            journal.close();
            bad.close();
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
