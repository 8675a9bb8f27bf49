package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final Instant RECEIVED = Instant.parse("2025-12-28T09:15:02.481Z");
    private static final Instant EARLIEST = RECEIVED.minus(Duration.ofDays(15));
    private static final Instant LATEST = RECEIVED.plus(Duration.ofHours(24));

    @Test
    void fifteenDaysBeforeTheReceiptIsBelievedAndAMillisecondMoreIsNot() {
        assertBelieved(EARLIEST);
        assertNotBelieved(EARLIEST.minusMillis(1));
    }

    @Test
    void aDayAfterTheReceiptIsBelievedAndAMillisecondMoreIsNot() {
        assertBelieved(LATEST);
        assertNotBelieved(LATEST.plusMillis(1));
    }

    @Test
    void theReceiptIsTakenToTheMillisecondSoThatAReplayDecidesAlike() {
        Instant finer = RECEIVED.plusNanos(999_999);

        assertThat(EventTime.of(UtcTime.format(EARLIEST), finer)).contains(believed(EARLIEST));
        assertThat(EventTime.of(null, finer)).contains(new EventTime(null, RECEIVED, RECEIVED, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2025-12-28", "-1", "0"})
    void aTimeThatCannotBeReadOrBelievedIsKeptButNotUsed(String client) {
        assertThat(EventTime.of(client, RECEIVED)).contains(new EventTime(client, RECEIVED, RECEIVED, true));
    }

    @Test
    void withoutAReceiptTheClientIsTrusted() {
        assertThat(EventTime.of("2001-01-01T00:00:00Z", null))
                .contains(new EventTime("2001-01-01T00:00:00Z", null, Instant.parse("2001-01-01T00:00:00Z"), false));
    }

    @Test
    void withNeitherThereIsNoTime() {
        assertThat(EventTime.of(null, null)).isEmpty();
        assertThat(EventTime.of("yesterday", null)).isEmpty();
    }

    private static void assertBelieved(Instant client) {
        assertThat(EventTime.of(UtcTime.format(client), RECEIVED)).contains(believed(client));
    }

    private static void assertNotBelieved(Instant client) {
        String text = UtcTime.format(client);
        assertThat(EventTime.of(text, RECEIVED)).contains(new EventTime(text, RECEIVED, RECEIVED, true));
    }

    private static EventTime believed(Instant client) {
        return new EventTime(UtcTime.format(client), RECEIVED, client, false);
    }
}
