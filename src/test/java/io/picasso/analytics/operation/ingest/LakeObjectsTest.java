package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever lies in the lake is read as lines, in bounded memory, or refused at a place. */
class LakeObjectsTest {
    private static final String PATH = "analytics/tenant_id=T/year=2025/month=12/day=28/x.json";
    private static final int LINE = 100_000;
    private static final long OBJECT = 300_000;

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final ObjectStore store = environment.wiring().lake();
    private final LakeObjects objects = new LakeObjects(store, LINE, OBJECT);

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void gzipIsSeenByTheContentAndGivesTheSameLines() {
        put("one\n\n two\r\nthree");
        List<SourceLine> plain = all();
        assertThat(plain).extracting(LakeObjectsTest::text).containsExactly("one", " two\r", "three");
        assertThat(plain).extracting(SourceLine::number).containsExactly(1L, 3L, 4L);
        assertThat(plain.get(1).place()).isEqualTo(store.name() + "/" + PATH + ":3");

        store.put(PATH, gzip("one\n\n two\r\nthree\n".getBytes(StandardCharsets.UTF_8)), "any");

        assertThat(all()).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        Cases.forAll(300, random -> {
            byte[] content = new byte[random.nextInt(200_000)];
            random.nextBytes(content);
            if (content.length > 0) {
                content[0] = 'x';
            }
            List<byte[]> expected = Arrays.stream(new String(content, StandardCharsets.ISO_8859_1).split("\n", -1))
                    .filter(line -> !line.matches("[ \t\r]*"))
                    .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();

            for (byte[] stored : List.of(content, gzip(content))) {
                List<byte[]> lines = new ArrayList<>();
                objects.lines(PATH, stored).forEachRemaining(line -> lines.add(line.text()));
                assertThat(lines).containsExactlyElementsOf(expected);
            }
        });
    }

    @Test
    void whatIsNotThereIsEmptyAndAnEmptyObjectHasNoLines() {
        assertThat(objects.lines(PATH)).isEmpty();
        put("");
        assertThat(all()).isEmpty();
        store.put(PATH, gzip(new byte[0]), "any");
        assertThat(all()).isEmpty();
    }

    @Test
    void damagedGzipGivesTheLinesBeforeAndThenFailsAtAPlace() {
        byte[] whole = gzip(("{}\n".repeat(10) + noise(90_000)).getBytes(StandardCharsets.ISO_8859_1));
        store.put(PATH, Arrays.copyOf(whole, whole.length - 9), "any");
        refused("end of ZLIB");
        assertThat(objects.lines(PATH).orElseThrow().next().number()).isEqualTo(1);

        byte[] flipped = whole.clone();
        flipped[flipped.length - 6] ^= 1; // the checksum
        store.put(PATH, flipped, "any");
        refused("Corrupt GZIP trailer");

        store.put(PATH, new byte[] {0x1f, (byte) 0x8b, 9, 9, 9}, "any");
        refused("");
    }

    @Test
    void aSmallObjectThatUnpacksToFarMoreIsRefused() {
        store.put(PATH, gzip("{}\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)), "any");
        refused("unpacks to more than 300000 bytes");

        store.put(PATH, gzip(new byte[250_000]), "any");
        refused("a line is longer than 100000 bytes");
    }

    private void refused(String why) {
        Failure failure = Assertions.catchThrowableOfType(Failure.class, this::all);
        assertThat(failure.code()).isEqualTo(FailureCode.UNREADABLE_INPUT);
        assertThat(failure.where().orElseThrow()).startsWith(store.name() + "/" + PATH);
        assertThat(failure.why().orElseThrow()).contains(why);
    }

    private void put(String text) {
        store.put(PATH, text.getBytes(StandardCharsets.UTF_8), "any");
    }

    private List<SourceLine> all() {
        Iterator<SourceLine> lines = objects.lines(PATH).orElseThrow();
        List<SourceLine> all = new ArrayList<>();
        lines.forEachRemaining(all::add);
        return all;
    }

    private static String text(SourceLine line) {
        return new String(line.text(), StandardCharsets.UTF_8);
    }

    private static String noise(int length) {
        java.util.Random random = new java.util.Random(1);
        return Stream.generate(() -> String.valueOf((char) ('a' + random.nextInt(26))))
                .limit(length)
                .collect(java.util.stream.Collectors.joining());
    }

    static byte[] gzip(byte[] content) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
