package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2025-12-26T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Progress progress(boolean onTerminal, boolean quiet, OptionalLong total) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal =
                new Terminal(stream, stream, java.io.InputStream.nullInputStream(), onTerminal, onTerminal, false, 60);
        return new Progress(terminal, quiet, clock, "events", total);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    @Test
    void onATerminalOneLineIsUpdatedAndTakenBackAtTheEnd() {
        try (Progress progress = progress(true, false, OptionalLong.of(10_000))) {
            after(Duration.ofMillis(50));
            progress.advance(10, 0);
            after(Duration.ofMillis(950));
            progress.advance(1990, 3);
        }

        assertThat(printed()).isEqualTo("\r\u001b[Kevents: 2,000 of 10,000, 2,000/s, 4 s left, 3 rejected\r\u001b[K");
    }

    @Test
    void elsewhereALineComesEveryFewSecondsAndTheLastStateAtTheEnd() {
        try (Progress progress = progress(false, false, OptionalLong.empty())) {
            after(Duration.ofSeconds(4));
            progress.advance(400, 0);
            after(Duration.ofSeconds(1));
            progress.advance(100, 0);
            after(Duration.ofSeconds(1));
            progress.advance(100, 1);
        }

        assertThat(printed()).isEqualTo("""
                events: 500, 100/s
                events: 600, 100/s, 1 rejected
                """);
    }

    @Test
    void shortWorkSaysNothing() {
        try (Progress progress = progress(false, false, OptionalLong.of(3))) {
            progress.advance(3, 0);
        }

        assertThat(printed()).isEmpty();
    }

    @Test
    void quietSaysNothing() {
        try (Progress progress = progress(true, true, OptionalLong.of(3))) {
            after(Duration.ofMinutes(2));
            progress.advance(3, 0);
            progress.note("a note");
        }

        assertThat(printed()).isEmpty();
    }

    @Test
    void longWaitsAreToldInMinutesAndHours() {
        try (Progress progress = progress(false, false, OptionalLong.of(100_000))) {
            after(Duration.ofSeconds(10));
            progress.advance(10_000, 0);
            after(Duration.ofSeconds(990));
            progress.advance(0, 0);
        }

        assertThat(printed()).contains("1,000/s, 1 min 30 s left").contains("10/s, 2 h 30 min left");
    }

    @Test
    void thePartOfTheWorkStandsAfterTheCounts() {
        try (Progress progress = progress(false, false, OptionalLong.empty())) {
            progress.part("tenant 1 of 3");
            after(Duration.ofSeconds(5));
            progress.advance(10, 0);
            progress.part("tenant 2 of 3");
            after(Duration.ofSeconds(5));
            progress.advance(10, 0);
        }

        assertThat(printed().lines()).startsWith("events: 10, 2/s, tenant 1 of 3", "events: 20, 2/s, tenant 2 of 3");
    }

    @Test
    void aNoteDoesNotTearTheUpdatedLine() {
        try (Progress progress = progress(true, false, OptionalLong.empty())) {
            after(Duration.ofSeconds(1));
            progress.advance(1, 0);
            progress.note("retrying");
        }

        assertThat(printed()).isEqualTo("\r\u001b[Kevents: 1, 1/s\r\u001b[Kretrying\n");
    }
}
