import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive of jars anew, with nothing compressed inside the jars. What the archive itself then compresses is a
 * whole jar at a time, in which classes are much alike: it becomes a third smaller, and a function reads its classes
 * without inflating them. Names, contents and times stay.
 *
 * <p>Run by the build: {@code java StoredJars.java ARCHIVE}.
 */
final class StoredJars {
    private StoredJars() {}

    public static void main(String[] arguments) throws IOException {
        Path archive = Path.of(arguments[0]);
        Path draft = archive.resolveSibling(archive.getFileName() + ".draft");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(draft))) {
            out.setLevel(9);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                out.putNextEntry(named(entry));
                out.write(entry.getName().endsWith(".jar") ? stored(content) : content);
                out.closeEntry();
            }
        }
        Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] stored(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                store(entry, in.readAllBytes(), out);
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipEntry entry, byte[] content, ZipOutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry stored = named(entry);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(content.length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(content);
        out.closeEntry();
    }

    private static ZipEntry named(ZipEntry entry) {
        ZipEntry named = new ZipEntry(entry.getName());
        named.setTime(entry.getTime());
        return named;
    }
}
