package io.picasso.analytics.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.JournalContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the journal, in a file; and what a file can do besides. */
class FileJournalTest extends JournalContract {
    @TempDir
    Path folder;

    @Override
    protected Journal open() {
        return FileJournal.open(file(), new JacksonParser());
    }

    @Override
    protected void damage() {
        try {
            byte[] content = Files.readAllBytes(file());
            content[12] ^= 1;
            Files.write(file(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEntryThatWasCutOffWasNeverSaid() throws IOException {
        try (Journal journal = open()) {
            journal.append(entry(1));
            journal.append(entry(2));
        }
        byte[] content = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(content, content.length - 3));

        try (Journal journal = open()) {
            journal.append(entry(3));
            assertThat(entries(journal)).containsExactly(entry(1), entry(3));
        }
    }

    private Path file() {
        return folder.resolve("journal.ndjson");
    }
}
