package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.port.SourceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a text that is in memory; blank ones are left out, but counted. */
final class Lines {
    private Lines() {}

    static List<SourceLine> of(String source, byte[] content) {
        List<SourceLine> lines = new ArrayList<>();
        int start = 0;
        long number = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i == content.length || content[i] == '\n') {
                number++;
                byte[] text = Arrays.copyOfRange(content, start, i);
                if (!isBlank(text)) {
                    lines.add(new SourceLine(source, number, text));
                }
                start = i + 1;
            }
        }
        return lines;
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
