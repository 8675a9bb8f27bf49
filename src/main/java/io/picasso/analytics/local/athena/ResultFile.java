package io.picasso.analytics.local.athena;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CSV of a result, as Athena writes it: every value in quotes, the first record the names, NULL as nothing at all. A
 * page is read from where the one before ended, so that a large result is never whole in memory.
 */
final class ResultFile {
    /**
     * Some records.
     *
     * @param next where the next page begins; empty when this was the last
     */
    record Page(List<List<Optional<String>>> rows, Optional<Long> next) {}

    private ResultFile() {}

    /** Writes a file that is at its place only when it is complete. */
    static final class Writer implements Closeable {
        private final Path draft;
        private final BufferedWriter out;

        Writer(Path scratch) throws IOException {
            draft = Files.createTempFile(scratch, "result", ".csv");
            out = Files.newBufferedWriter(draft);
        }

        void write(List<Optional<String>> row) throws IOException {
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                if (row.get(i).isPresent()) {
                    out.write('"');
                    out.write(row.get(i).get().replace("\"", "\"\""));
                    out.write('"');
                }
            }
            out.write('\n');
        }

        /** Puts the file to its place. */
        void finish(Path place) throws IOException {
            out.close();
            Files.createDirectories(place.getParent());
            Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(draft);
        }
    }

    /** Reads up to {@code max} records that begin at a byte of the file. */
    static Page read(Path file, long from, int max) throws IOException {
        try (Reader reader = new Reader(file, from)) {
            List<List<Optional<String>>> rows = new ArrayList<>();
            while (rows.size() < max && !reader.atEnd()) {
                rows.add(reader.record());
            }
            return new Page(rows, reader.atEnd() ? Optional.empty() : Optional.of(reader.position));
        }
    }

    private static final class Reader implements Closeable {
        private final InputStream in;
        private long position;
        private int next;

        Reader(Path file, long from) throws IOException {
            in = new BufferedInputStream(Files.newInputStream(file));
            in.skipNBytes(from);
            position = from;
            next = in.read();
        }

        boolean atEnd() {
            return next < 0;
        }

        List<Optional<String>> record() throws IOException {
            List<Optional<String>> values = new ArrayList<>();
            while (true) {
                values.add(next == '"' ? Optional.of(quoted()) : Optional.empty());
                if (take() == '\n') {
                    return values;
                }
            }
        }

        private String quoted() throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            take();
            while (true) {
                int c = take();
                if (c == '"') {
                    if (next != '"') {
                        return text.toString(StandardCharsets.UTF_8);
                    }
                    take();
                }
                text.write(c);
            }
        }

        private int take() throws IOException {
            if (next < 0) {
                throw new EOFException("the result file ends inside a record");
            }
            int taken = next;
            next = in.read();
            position++;
            return taken;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
