package io.picasso.analytics.adapter.file;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.LineFiles;
import io.picasso.analytics.port.SourceLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of an NDJSON file, plain or gzip, read as they are asked for. Blank lines are left out, but counted. */
public final class NdjsonFile implements LineFiles.OpenFile {
    /** A line over this is not kept in memory; sixteen times what a message may have. */
    public static final int LONGEST_LINE = 16 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final String name;
    private final InputStream in;
    private final CountingInput raw;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;
    private long position;
    private boolean first = true;
    private Optional<SourceLine> next = Optional.empty();

    private NdjsonFile(String name, InputStream in, CountingInput raw) {
        this.name = name;
        this.in = in;
        this.raw = raw;
    }

    /**
     * Opens a file.
     *
     * @param name the path as given, or {@code -} for standard input
     * @param directory where a relative path starts
     * @param standardInput read for {@code -}
     * @throws Failure UNREADABLE_INPUT when there is no such file or it may not be read
     */
    public static NdjsonFile open(String name, Path directory, InputStream standardInput) {
        try {
            CountingInput raw =
                    new CountingInput(name.equals("-") ? standardInput : Files.newInputStream(file(name, directory)));
            BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
            return new NdjsonFile(
                    name.equals("-") ? "standard input" : name,
                    isGzip(buffered) ? new GZIPInputStream(buffered, BUFFER) : buffered,
                    raw);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The size of a file in bytes. */
    static long size(String name, Path directory) {
        try {
            return Files.size(file(name, directory));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            long offset = position;
            Optional<byte[]> line = readLine();
            if (line.isEmpty()) {
                return false;
            }
            number++;
            if (!isBlank(line.get())) {
                next = Optional.of(new SourceLine(name, number, offset, line.get()));
                if (first) {
                    checkFirst(line.get());
                    first = false;
                }
            }
        }
        return true;
    }

    @Override
    public SourceLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SourceLine line = next.orElseThrow();
        next = Optional.empty();
        return line;
    }

    @Override
    public long consumed() {
        return raw.count;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private Optional<byte[]> readLine() {
        ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
        try {
            while (true) {
                if (at == end && !fill()) {
                    return begun.size() == 0 ? Optional.empty() : Optional.of(line(begun, at));
                }
                int to = at;
                while (to < end && buffer[to] != '\n') {
                    to++;
                }
                if (begun.size() + (to - at) > LONGEST_LINE) {
                    throw Failure.of(FailureCode.UNREADABLE_INPUT, "A line is longer than " + LONGEST_LINE + " bytes")
                            .where(name + ":" + (number + 1))
                            .why("One event stands on one line")
                            .next("Take the line out and run the command again: the lines before it are processed.");
                }
                if (to < end) {
                    byte[] line = line(begun, to);
                    at++;
                    return Optional.of(line);
                }
                begun.write(buffer, at, to - at);
                at = to;
            }
        } catch (IOException e) {
            throw unreadable(name + ":" + (number + 1), e);
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** The line that ends in the buffer, with what of it was in buffers before. */
    private byte[] line(ByteArrayOutputStream begun, int to) {
        byte[] line = new byte[begun.size() + to - at];
        System.arraycopy(begun.toByteArray(), 0, line, 0, begun.size());
        System.arraycopy(buffer, at, line, begun.size(), to - at);
        at = to;
        position += line.length + 1L;
        return line;
    }

    /** A pretty-printed document would be taken apart into lines that are all rejected. */
    private void checkFirst(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, 64), java.nio.charset.StandardCharsets.UTF_8).strip();
        if (text.equals("{") || text.equals("[")) {
            throw Failure.of(FailureCode.UNREADABLE_INPUT, "The file is JSON over several lines, not NDJSON")
                    .where(name + ":" + number)
                    .why("One event stands on one line")
                    .next("Turn it into NDJSON first, for example with: jq -c '.[]' FILE");
        }
    }

    /** Counts what is taken from a file. */
    private static final class CountingInput extends FilterInputStream {
        private volatile long count;

        CountingInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private static Path file(String name, Path directory) throws IOException {
        Path path = directory.resolve(name);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return path;
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static Failure unreadable(String where, IOException e) {
        String why = e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e instanceof java.nio.file.AccessDeniedException
                        ? "it may not be read"
                        : String.valueOf(e.getMessage());
        return Failure.of(FailureCode.UNREADABLE_INPUT, "The input cannot be read")
                .where(where)
                .why(why)
                .cause(e);
    }
}
