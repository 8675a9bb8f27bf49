package io.picasso.analytics.adapter.file;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of lines that is made when the first are written, readable by its owner alone. It replaces no other. */
public final class NewFile implements AutoCloseable {
    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();

    private NewFile(Path file) {
        this.file = file;
    }

    /**
     * A file that is not there yet.
     *
     * @throws Failure UNUSABLE_FILE when there is one of that name, or no folder to put it into
     */
    public static NewFile at(String name, Path directory) {
        Path file = directory.resolve(name).toAbsolutePath().normalize();
        if (Files.exists(file)) {
            throw exists(file);
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw Failure.of(FailureCode.UNUSABLE_FILE, "There is no folder to put the file into")
                    .where(file.toString());
        }
        return new NewFile(file);
    }

    /**
     * Adds lines at the end. They are on the disk when it returns.
     *
     * @throws Failure UNUSABLE_FILE when they cannot be written
     */
    public void append(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        RunFolders.using(file.toString(), () -> {
            FileChannel out = channel.isPresent() ? channel.get() : create();
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(false);
            return out;
        });
    }

    private FileChannel create() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            FileChannel made =
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
            channel = Optional.of(made);
            return made;
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        }
    }

    private static Failure exists(Path file) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "There is a file of that name")
                .where(file.toString())
                .why("no file is replaced")
                .next("Give another name.");
    }

    /** Whether anything was written, so that there is a file. */
    public boolean isThere() {
        return channel.isPresent();
    }

    /** Where it is, or would be. */
    public String name() {
        return file.toString();
    }

    @Override
    public void close() {
        channel.ifPresent(open -> RunFolders.using(file.toString(), () -> {
            open.close();
            return open;
        }));
    }
}
