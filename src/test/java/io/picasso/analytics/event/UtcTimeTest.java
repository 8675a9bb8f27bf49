package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void everyInstantIsWrittenAsTheJdkWritesIt() {
        Cases.forAll(20_000, random -> {
            Instant instant = instant(random);

            assertThat(UtcTime.format(instant)).isEqualTo(PLAIN.format(instant));
            assertThat(UtcTime.parse(UtcTime.format(instant))).contains(instant.truncatedTo(ChronoUnit.MILLIS));
            assertThat(UtcTime.day(instant))
                    .isEqualTo(instant.atOffset(ZoneOffset.UTC).toLocalDate());
        });
        for (Instant edge : new Instant[] {UtcTime.MIN, UtcTime.MAX, Instant.parse("2024-02-29T23:59:59.999999999Z")}) {
            assertThat(UtcTime.format(edge)).isEqualTo(PLAIN.format(edge));
        }
    }

    @Test
    void textOrderIsTimeOrder() {
        Cases.forAll(5_000, random -> {
            Instant one = instant(random).truncatedTo(ChronoUnit.MILLIS);
            Instant other = random.nextBoolean() ? one.plusMillis(random.nextInt(2_000)) : instant(random);

            assertThat(Integer.signum(UtcTime.format(one).compareTo(UtcTime.format(other))))
                    .isEqualTo(Integer.signum(one.compareTo(other.truncatedTo(ChronoUnit.MILLIS))));
        });
    }

    @Test
    void everyIsoFormIsReadAsTheJdkReadsIt() {
        Cases.forAll(10_000, random -> {
            OffsetDateTime time = instant(random)
                    .truncatedTo(Cases.oneOf(
                            random,
                            ChronoUnit.NANOS,
                            ChronoUnit.MICROS,
                            ChronoUnit.MILLIS,
                            ChronoUnit.SECONDS,
                            ChronoUnit.MINUTES))
                    .atOffset(
                            random.nextBoolean()
                                    ? ZoneOffset.UTC
                                    : ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_201) - 600)));
            Instant expected = time.toInstant().truncatedTo(ChronoUnit.MILLIS);

            assertThat(UtcTime.parse(time.toString()))
                    .as(time.toString())
                    .isEqualTo(
                            expected.isBefore(UtcTime.MIN) || expected.isAfter(UtcTime.MAX)
                                    ? java.util.Optional.empty()
                                    : java.util.Optional.of(expected));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-28T09:15:02Z, 2025-12-28T09:15:02Z",
        "2025-12-28T09:15:02.4Z, 2025-12-28T09:15:02.400Z",
        "2025-12-28T09:15:02.481306Z, 2025-12-28T09:15:02.481Z",
        "2025-12-28T09:15:02.999999999Z, 2025-12-28T09:15:02.999Z",
        "2025-12-28T10:15:02+01:00, 2025-12-28T09:15:02Z",
        "2025-12-28T14:45:02.481+05:30, 2025-12-28T09:15:02.481Z",
        "2025-12-28T09:15:02.481306+00:00, 2025-12-28T09:15:02.481Z",
        "2025-12-27T23:15:02-10:00, 2025-12-28T09:15:02Z",
        "2025-12-28T09:15Z, 2025-12-28T09:15:00Z",
        "1766913302, 2025-12-28T09:15:02Z",
        "1766913302.481, 2025-12-28T09:15:02.481Z",
        "1766913302481, 2025-12-28T09:15:02.481Z",
        "1766913302481.9, 2025-12-28T09:15:02.481Z",
        "1.766913302481e12, 2025-12-28T09:15:02.481Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "0, 1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000Z, 1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void theseFormsAreRead(String text, String instant) {
        assertThat(UtcTime.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2025-12-28",
                "2025-12-28T09:15:02",
                "2025-12-28T09:15:02.481",
                "2025-12-28 09:15:02Z",
                "2025-12-28T09:15:02.Z",
                "2025-12-28T09:15:02.1234567890Z",
                "2025-12-28T09:15:02.12a4Z",
                "2025-12-28T09:15:02,481Z",
                "2025-13-28T09:15:02.481Z",
                "2025-02-29T09:15:02.481Z",
                "2025-12-28T25:15:02.481Z",
                "2025-12-28T09:60:02.481Z",
                "2025-12-28T09:15:60.481Z",
                "2025-12-28T09:15:02.481ZZ",
                " 2025-12-28T09:15:02.481Z",
                "2025-12-28T09:15:02.481Z ",
                "２０２５-12-28T09:15:02.481Z",
                "1969-12-31T23:59:59.999Z",
                "+12025-12-28T09:15:02.481Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999-01:00",
                "-1",
                "1e99",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "1.2.3",
                "e",
                "+",
                "999999999999999999999999999999999999999",
                "253402300800000",
                "NaN",
                "0x10"
            })
    void theseAreNot(String text) {
        assertThat(UtcTime.parse(text)).isEmpty();
    }

    @Test
    void noTextMakesItThrow() {
        String characters = "0123456789-:.TZz+eE ";
        Cases.forAll(30_000, random -> {
            char[] text = Cases.oneOf(random, "2025-12-28T09:15:02.481Z", "2025-12-28T09:15:02+01:00", "1766913302481")
                    .toCharArray();
            for (int i = random.nextInt(4); i >= 0; i--) {
                text[random.nextInt(text.length)] = characters.charAt(random.nextInt(characters.length()));
            }
            String changed = new String(text).substring(random.nextInt(3));

            UtcTime.parse(changed).ifPresent(time -> assertThat(time).isBetween(UtcTime.MIN, UtcTime.MAX));
        });
    }

    private static Instant instant(Random random) {
        long last = UtcTime.MAX.getEpochSecond();
        return Instant.ofEpochSecond(
                random.nextBoolean() ? random.nextLong(last) : 1_700_000_000L + random.nextInt(100_000_000),
                random.nextInt(1_000_000_000));
    }
}
