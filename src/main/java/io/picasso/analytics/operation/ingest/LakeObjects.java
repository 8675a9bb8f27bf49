package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The lines of lake objects, plain or gzip; which of the two is seen by the content, not by the name. An object is
 * unpacked as its lines are asked for, so that memory holds what lies in the store and a line, and not more.
 */
public final class LakeObjects {
    /** A line over this is not kept in memory; sixteen times what a message may have. */
    public static final int LONGEST_LINE = 16 * 1024 * 1024;

    /** What an object may unpack to; a thousand times what a whole request may have. */
    public static final long LARGEST_OBJECT = 1024L * 1024 * 1024;

    private final ObjectStore store;
    private final int longestLine;
    private final long largestObject;

    public LakeObjects(ObjectStore store) {
        this(store, LONGEST_LINE, LARGEST_OBJECT);
    }

    LakeObjects(ObjectStore store, int longestLine, long largestObject) {
        this.store = store;
        this.longestLine = longestLine;
        this.largestObject = largestObject;
    }

    /**
     * The lines of an object, in order; blank ones are left out, but counted. Each line's source is the path behind the
     * store's name.
     *
     * @return empty when there is no such object, which may have gone since it was listed
     * @throws Failure from the iterator UNREADABLE_INPUT, after the lines before, when the object is damaged or unpacks
     *     to more than can be meant; from here when the store fails
     */
    public Optional<Iterator<SourceLine>> lines(String path) {
        return store.get(path).map(content -> lines(path, content));
    }

    /** The lines of an object that was read; throws as {@link #lines(String)} and its iterator do. */
    public Iterator<SourceLine> lines(String path, byte[] content) {
        String place = store.name() + "/" + path;
        return new LineIterator(place, unpacked(place, content), longestLine, largestObject);
    }

    static boolean isGzip(byte[] content) {
        return content.length >= 2 && content[0] == (byte) 0x1f && content[1] == (byte) 0x8b;
    }

    private static InputStream unpacked(String place, byte[] content) {
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        if (!isGzip(content)) {
            return in;
        }
        try {
            return new GZIPInputStream(in, 8 * 1024);
        } catch (IOException e) {
            throw Failure.of(FailureCode.UNREADABLE_INPUT, "A lake object cannot be unpacked")
                    .where(place)
                    .why(String.valueOf(e.getMessage()))
                    .cause(e);
        }
    }
}
