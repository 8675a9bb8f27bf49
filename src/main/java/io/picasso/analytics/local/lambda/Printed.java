package io.picasso.analytics.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a function prints, cut into lines. Nothing here waits for more than what is there. */
final class Printed {
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final int LONGEST = 256 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Printed(InputStream in) {
        this.in = in;
    }

    /** The lines that are complete by now. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        try {
            int left = MOST_AT_ONCE;
            for (int there = in.available(); there > 0 && left > 0; there = in.available()) {
                byte[] bytes = in.readNBytes(Math.min(there, left));
                left -= bytes.length;
                for (byte b : bytes) {
                    if (b == '\n' || line.size() == LONGEST) {
                        lines.add(take());
                    }
                    if (b != '\n') {
                        line.write(b);
                    }
                }
            }
        } catch (IOException closed) {
            // The process is gone; what it printed before was read.
            return lines;
        }
        return lines;
    }

    /** The beginning of a line that has no end yet; none where there is nothing. */
    List<String> rest() {
        return line.size() == 0 ? List.of() : List.of(take());
    }

    private String take() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
