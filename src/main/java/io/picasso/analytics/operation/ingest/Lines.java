package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text that is in memory; blank ones are left out, but counted. */
final class Lines {
    private Lines() {}

    static List<SourceLine> of(String source, byte[] content) {
        List<SourceLine> lines = new ArrayList<>();
        new LineIterator(source, new ByteArrayInputStream(content), Integer.MAX_VALUE, Long.MAX_VALUE)
                .forEachRemaining(lines::add);
        return lines;
    }
}
