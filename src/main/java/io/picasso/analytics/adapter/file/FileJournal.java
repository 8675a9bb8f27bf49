package io.picasso.analytics.adapter.file;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.progress.CheckedLine;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A journal in a file: one entry a line, as a {@link CheckedLine}. An entry is handed to the operating
 * system before {@link #append} returns, so that it outlives the process however it dies; it goes to the disk about once
 * a second.
 */
public final class FileJournal implements Journal {
    private static final long NANOS_BETWEEN_SYNCS = 1_000_000_000;

    private final Path file;
    private final FileChannel channel;
    private final JsonParser parser;
    private final AtomicLong syncedAt = new AtomicLong(System.nanoTime());

    private FileJournal(Path file, FileChannel channel, JsonParser parser) {
        this.file = file;
        this.channel = channel;
        this.parser = parser;
    }

    /** Opens a journal to write on; what a dying process left of its last entry is cut off. Creates the file. */
    public static FileJournal open(Path file, JsonParser parser) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileJournal journal = new FileJournal(file, channel, parser);
            long end = journal.scan(entry -> {});
            channel.truncate(end);
            channel.position(end);
            return journal;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Reads a journal that another process may be writing on. */
    public static void read(Path file, JsonParser parser, Consumer<JournalEntry> reader) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new FileJournal(file, channel, parser).scan(reader);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void append(JournalEntry entry) {
        ByteBuffer line = ByteBuffer.wrap(CheckedLine.write(JournalText.write(entry)));
        try {
            synchronized (this) {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            }
            syncOnceASecond();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The one who does it waits for the disk; the others go on writing. */
    private void syncOnceASecond() throws IOException {
        long last = syncedAt.get();
        long now = System.nanoTime();
        if (now - last > NANOS_BETWEEN_SYNCS && syncedAt.compareAndSet(last, now)) {
            channel.force(false);
        }
    }

    @Override
    public void read(Consumer<JournalEntry> reader) {
        read(file, parser, reader);
    }

    @Override
    public synchronized void close() {
        try {
            channel.force(false);
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Returns where the last whole entry ends. */
    private long scan(Consumer<JournalEntry> reader) throws IOException {
        channel.position(0);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long end = 0;
        long number = 0;
        Optional<Long> damaged = Optional.empty();
        int c = in.read();
        while (c >= 0) {
            if (c != '\n') {
                line.write(c);
            } else {
                number++;
                Optional<JournalEntry> entry = entry(line.toByteArray());
                if (damaged.isPresent()) {
                    throw damaged(damaged.get());
                }
                if (entry.isPresent()) {
                    reader.accept(entry.get());
                    end += line.size() + 1L;
                } else {
                    // The last one may be torn; whether it is the last is not known yet.
                    damaged = Optional.of(number);
                }
                line.reset();
            }
            c = in.read();
        }
        if (damaged.isPresent() && line.size() > 0) {
            throw damaged(damaged.get());
        }
        return end;
    }

    private Optional<JournalEntry> entry(byte[] line) {
        return CheckedLine.json(line)
                .flatMap(json -> parser.parse(json) instanceof Reading.Accepted<JsonValue> accepted
                        ? JournalText.read(accepted.value())
                        : Optional.empty());
    }

    private Failure damaged(long number) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "The journal is damaged")
                .where(file + ":" + number)
                .why("an entry before the last one does not match its checksum")
                .next("Nothing was written. Start a new run: what is in the tables already is not counted twice.");
    }

    private static Failure unusable(Path file, IOException e) {
        String why = e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
        return Failure.of(FailureCode.UNUSABLE_FILE, "The journal cannot be used")
                .where(file.toString())
                .why(why)
                .cause(e);
    }
}
