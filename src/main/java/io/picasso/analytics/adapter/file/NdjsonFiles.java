package io.picasso.analytics.adapter.file;

import io.picasso.analytics.port.LineFiles;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * NDJSON files by their names.
 *
 * @param directory where a relative name starts
 */
public record NdjsonFiles(Path directory) implements LineFiles {
    @Override
    public long size(String name) {
        return NdjsonFile.size(name, directory);
    }

    @Override
    public OpenFile open(String name) {
        return NdjsonFile.open(name, directory, InputStream.nullInputStream());
    }
}
