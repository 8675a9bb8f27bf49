package io.picasso.analytics.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.progress.JournalEntries;
import io.picasso.analytics.progress.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedJournalTest {
    private static final JacksonParser PARSER = new JacksonParser();

    @TempDir
    Path folder;

    private final List<JournalEntry> entries = new ArrayList<>();

    private byte[] written() throws IOException {
        Random random = new Random(Cases.firstSeed());
        Path file = folder.resolve("whole");
        try (FileJournal journal = FileJournal.open(file, PARSER)) {
            for (int i = 0; i < 12; i++) {
                entries.add(JournalEntries.any(random));
                journal.append(entries.get(i));
            }
        }
        return Files.readAllBytes(file);
    }

    private static List<JournalEntry> read(Path file) {
        List<JournalEntry> read = new ArrayList<>();
        FileJournal.read(file, PARSER, read::add);
        return read;
    }

    @Test
    void whatAKilledProcessLeftOfItsLastEntryIsCutOff() throws IOException {
        byte[] whole = written();
        assertThat(read(folder.resolve("whole"))).isEqualTo(entries);
        Path file = folder.resolve("torn");
        for (int length = 0; length <= whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(file, torn);
            List<JournalEntry> left = entries.subList(0, lines(torn));

            assertThat(read(file)).isEqualTo(left);
            JournalEntry next = entries.get(0);
            try (FileJournal journal = FileJournal.open(file, PARSER)) {
                journal.append(next);
            }
            List<JournalEntry> expected = new ArrayList<>(left);
            expected.add(next);
            assertThat(read(file)).isEqualTo(expected);
        }
    }

    @Test
    void damageBeforeTheLastEntryIsAnError() throws IOException {
        byte[] whole = written();
        int lastLine = whole.length - 1;
        while (whole[lastLine - 1] != '\n') {
            lastLine--;
        }
        Path file = folder.resolve("damaged");
        Random random = new Random(Cases.firstSeed());
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(lastLine - 1);
            // The blank behind the checksum says nothing.
            if (at >= 8 && (at == 8 || whole[at - 9] == '\n')) {
                continue;
            }
            damaged[at] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, damaged);

            assertThatThrownBy(() -> read(file)).isInstanceOf(Failure.class).hasMessageContaining("damaged");
            assertThatThrownBy(() -> FileJournal.open(file, PARSER).close()).isInstanceOf(Failure.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void aDamagedEntryBeforeATornOneIsAnError() throws IOException {
        byte[] whole = written();
        Path file = folder.resolve("both");
        byte[] damaged = Arrays.copyOf(whole, whole.length + 5);
        damaged[whole.length - 10] ^= 1;
        Arrays.fill(damaged, whole.length, damaged.length, (byte) 'a');
        Files.write(file, damaged);

        assertThatThrownBy(() -> read(file)).isInstanceOf(Failure.class);
    }

    @Test
    void aMissingJournalIsAnError() {
        assertThatThrownBy(() -> read(folder.resolve("none"))).isInstanceOf(Failure.class);
    }

    private static int lines(byte[] bytes) {
        int lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
