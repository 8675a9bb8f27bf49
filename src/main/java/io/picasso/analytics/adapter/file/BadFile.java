package io.picasso.analytics.adapter.file;

import io.picasso.analytics.port.RejectedRecords;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of bad records. Made when the first record is put aside. */
final class BadFile implements RejectedRecords {
    private final Path file;

    BadFile(Path file) {
        this.file = file;
    }

    @Override
    public void append(List<String> lines) {
        RunFolders.using(name(), () -> Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public long length() {
        return RunFolders.using(name(), () -> Files.exists(file) ? Files.size(file) : 0L);
    }

    @Override
    public void truncate(long length) {
        if (length() > length) {
            RunFolders.using(name(), () -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    return channel.truncate(length).size();
                }
            });
        }
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void close() {}
}
