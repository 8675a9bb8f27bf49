package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Takes a stream apart into its lines, as they are asked for; blank ones are left out, but counted. */
final class LineIterator implements Iterator<SourceLine> {
    private final String source;
    private final InputStream in;
    private final int longestLine;
    private final long most;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private long read;
    private long number;
    private Optional<SourceLine> next = Optional.empty();

    /**
     * @param longestLine bytes of one line
     * @param most bytes of all
     */
    LineIterator(String source, InputStream in, int longestLine, long most) {
        this.source = source;
        this.in = in;
        this.longestLine = longestLine;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            if (position == end && !fill()) {
                return false;
            }
            number++;
            long offset = read - (end - position);
            byte[] text = line();
            if (!isBlank(text)) {
                next = Optional.of(new SourceLine(source, number, offset, text));
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

    private byte[] line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        do {
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > longestLine) {
                throw unreadable("a line is longer than " + longestLine + " bytes");
            }
            if (position < end) {
                position++; // past the line break
                return line.toByteArray();
            }
        } while (fill());
        return line.toByteArray();
    }

    private boolean fill() {
        try {
            position = 0;
            end = Math.max(0, in.read(buffer));
        } catch (IOException e) {
            end = 0;
            throw unreadable(String.valueOf(e.getMessage())).cause(e);
        }
        read += end;
        if (read > most) {
            throw unreadable("it unpacks to more than " + most + " bytes");
        }
        return end > 0;
    }

    private Failure unreadable(String why) {
        return Failure.of(FailureCode.UNREADABLE_INPUT, "A lake object cannot be read to its end")
                .where(source + ":" + Math.max(1, number))
                .why(why);
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
