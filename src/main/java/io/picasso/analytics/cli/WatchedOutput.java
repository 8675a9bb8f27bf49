package io.picasso.analytics.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why writing failed, which a print stream keeps to itself. */
final class WatchedOutput extends FilterOutputStream {
    private volatile @Nullable IOException first;

    WatchedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (first == null) {
                first = e;
            }
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** What was lost, where it matters: whoever closes a pipe has read enough, a full disk has lost the answer. */
    Optional<IOException> loss() {
        return Optional.ofNullable(first)
                .filter(e ->
                        !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe"));
    }
}
