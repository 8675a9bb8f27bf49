package io.picasso.analytics.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import io.picasso.analytics.port.SourceLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class NdjsonFileTest {
    private static final int[] LENGTHS = {0, 1, 2, 500, 65_535, 65_536, 65_537, 200_000};

    @Test
    void everyLineIsReadAsItStandsWhereverTheBufferEnds() {
        Cases.forAll(30, random -> {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                lines.add(line(random));
            }
            boolean lastEnds = random.nextBoolean();
            byte[] text = (String.join("\n", lines) + (lastEnds ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
            List<SourceLine> expected = new ArrayList<>();
            long offset = 0;
            for (int i = 0; i < lines.size(); i++) {
                byte[] line = lines.get(i).getBytes(StandardCharsets.UTF_8);
                if (!lines.get(i).isBlank()) {
                    expected.add(new SourceLine("standard input", i + 1L, offset, line));
                }
                offset += line.length + 1L;
            }

            assertSame(read(text), expected);
            assertSame(read(gzip(text)), expected);
        });
    }

    private static String line(Random random) {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> " ".repeat(Math.min(3, length));
            case 1 -> "é".repeat(length / 2);
            default -> "x".repeat(length);
        };
    }

    private static List<SourceLine> read(byte[] bytes) {
        List<SourceLine> read = new ArrayList<>();
        try (NdjsonFile file = NdjsonFile.open("-", Path.of("/"), new ByteArrayInputStream(bytes))) {
            file.forEachRemaining(read::add);
            assertThat(file.consumed()).isEqualTo(bytes.length);
        }
        return read;
    }

    private static void assertSame(List<SourceLine> read, List<SourceLine> expected) {
        assertThat(read.stream().map(NdjsonFileTest::shown).toList())
                .isEqualTo(expected.stream().map(NdjsonFileTest::shown).toList());
    }

    private static String shown(SourceLine line) {
        return line.number() + " at " + line.offset() + ": " + new String(line.text(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
