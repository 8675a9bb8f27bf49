package io.picasso.analytics.operation.lake;

import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A compacted object while it is filled. Holds its lines packed. */
final class Part {
    /** A part that is full: what is to be written, and how to know it again. */
    record Closed(Optional<Instant> first, long lines, byte[] sha256, byte[] packed) {}

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private final MessageDigest sha = sha256();
    private Optional<Instant> first = Optional.empty();
    private long lines;
    private long bytes;

    Part() {
        try {
            this.gzip = new GZIPOutputStream(packed, 8 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isEmpty() {
        return lines == 0;
    }

    boolean hasRoomFor(byte[] line, PartLimits limits) {
        return lines == 0 || (lines < limits.lines() && bytes + line.length + 1 <= limits.bytes());
    }

    /** @param time about when the line's event occurred, where that is known */
    void add(byte[] line, Optional<Instant> time) {
        try {
            gzip.write(line);
            gzip.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        update(sha, line);
        lines++;
        bytes += line.length + 1L;
        if (first.isEmpty() || time.filter(t -> t.isBefore(first.get())).isPresent()) {
            first = time;
        }
    }

    Closed close() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Closed(first, lines, sha.digest(), packed.toByteArray());
    }

    /** The digest of lines as they were read back. */
    static byte[] digest(Iterator<SourceLine> lines) {
        MessageDigest sha = sha256();
        lines.forEachRemaining(line -> update(sha, line.text()));
        return sha.digest();
    }

    /** The digest of an object as it lies in the store. */
    static byte[] digest(byte[] content) {
        return sha256().digest(content);
    }

    private static void update(MessageDigest sha, byte[] line) {
        sha.update(line);
        sha.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
