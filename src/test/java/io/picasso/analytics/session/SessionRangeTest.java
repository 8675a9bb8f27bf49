package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRangeTest {
    private static final Instant NOW = Instant.parse("2025-12-28T12:34:56.789Z");

    private static SessionRange between(String from, String to) {
        return SessionRange.between(Optional.ofNullable(from), Optional.ofNullable(to), NOW);
    }

    private static String bounds(SessionRange range) {
        return UtcTime.format(range.from()) + " " + UtcTime.format(range.before());
    }

    @ParameterizedTest
    @CsvSource({"1d, 2025-12-27", "7d, 2025-12-21", "14d, 2025-12-14", "30d, 2025-11-28", "365d, 2024-12-28"})
    void aNamedRangeBeginsWithAUtcDayAndReachesAsFarAsAClockMayBeAhead(String name, String day) {
        SessionRange range = SessionRange.last(name, NOW);

        assertThat(bounds(range)).isEqualTo(day + "T00:00:00.000Z 2025-12-30T00:00:00.000Z");
        assertThat(range.name()).isEqualTo(name);
        assertThat(range.before()).isAfterOrEqualTo(NOW.plusSeconds(86_400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "07d", "366d", "1000d", "-1d", "7", "7D", "٣d", "999999999999d", "custom"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> SessionRange.last(name, NOW))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-01, 2025-12-28, 2025-12-01T00:00:00.000Z 2025-12-29T00:00:00.000Z",
        "2025-12-28, 2025-12-28, 2025-12-28T00:00:00.000Z 2025-12-29T00:00:00.000Z",
        "2025-12-28T10:00:00Z, 2025-12-28T10:00:00.000Z, 2025-12-28T10:00:00.000Z 2025-12-28T10:00:00.001Z",
        "2025-12-28T12:00:00+02:00, 2025-12-28, 2025-12-28T10:00:00.000Z 2025-12-29T00:00:00.000Z",
        "2024-02-29, 2024-02-29, 2024-02-29T00:00:00.000Z 2024-03-01T00:00:00.000Z",
        "9999-12-31, 9999-12-31, 9999-12-31T00:00:00.000Z 9999-12-31T23:59:59.999Z",
    })
    void bothEndsAreIncluded(String from, String to, String bounds) {
        assertThat(bounds(between(from, to))).isEqualTo(bounds);
        assertThat(between(from, to).name()).isEqualTo("custom");
    }

    @Test
    void anEndThatIsLeftOutIsOpen() {
        assertThat(bounds(between("2025-12-01", null))).isEqualTo("2025-12-01T00:00:00.000Z 2025-12-30T00:00:00.000Z");
        assertThat(bounds(between(null, "2025-12-01"))).isEqualTo("1970-01-01T00:00:00.000Z 2025-12-02T00:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "20251201",
                "2025-12-32",
                "2025-02-29",
                "2025-12-1",
                "1969-12-31",
                "2025-12-28T10:00:00",
                "1766900000",
                " 2025-12-28",
                "+2025-12-28",
                "2025-12-28#",
                "T"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> between(text, null))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> between("2025-12-28", "2025-12-27")).isInstanceOf(Failure.class);
    }

    @Test
    void whatIsAskedHasOneSpellingAndDoesNotChangeWithTheClock() {
        assertThat(between("2025-12-01", "2025-12-28").asked())
                .isEqualTo(between("2025-12-01T01:00:00+01:00", "2025-12-28T23:59:59.999Z")
                        .asked());
        Instant tomorrow = NOW.plusSeconds(86_400);
        assertThat(SessionRange.between(Optional.of("2025-12-01"), Optional.empty(), tomorrow)
                        .asked())
                .isEqualTo(between("2025-12-01", null).asked());
    }
}
