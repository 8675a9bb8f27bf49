package io.picasso.analytics.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * The one written form of a time, {@code 2025-12-28T09:15:02.481Z}: UTC, always three fraction digits, so that text
 * order is time order; and the forms in which a producer may write it.
 */
public final class UtcTime {
    /** The first instant that can be written: before it a year would need a sign. */
    public static final Instant MIN = Instant.EPOCH;

    /** The last instant that can be written: after it a year has five digits. */
    public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Below this a bare number is seconds since 1970, from it on milliseconds: the year 5138, or March 1973. */
    private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("100000000000");

    /** An offset may be written {@code +01:00}, {@code +0100} or {@code +01}. */
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private static final int SECOND_LENGTH = "2025-12-28T09:15:02".length();

    private UtcTime() {}

    /** Writes a time; what is finer than a millisecond is cut off. */
    public static String format(Instant time) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        byte[] out = {
            '0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0', '0', ':', '0', '0', ':', '0', '0', '.', '0',
            '0', '0', 'Z'
        };
        digits(out, 4, t.getYear());
        digits(out, 7, t.getMonthValue());
        digits(out, 10, t.getDayOfMonth());
        digits(out, 13, t.getHour());
        digits(out, 16, t.getMinute());
        digits(out, 19, t.getSecond());
        digits(out, 23, t.getNano() / 1_000_000);
        return new String(out, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The UTC day. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400));
    }

    /**
     * Reads what a producer may send: ISO-8601 with {@code Z} or an offset and 0 to 9 fraction digits, or a number of
     * seconds or milliseconds since 1970. Empty for anything else, and for years before 1970 or after 9999. The result
     * is cut to milliseconds.
     */
    public static Optional<Instant> parse(String text) {
        Optional<Instant> time = isNumberLike(text) ? fromNumber(text) : fromIso(text);
        return time.filter(t -> !t.isBefore(MIN) && !t.isAfter(MAX)).map(t -> Instant.ofEpochMilli(t.toEpochMilli()));
    }

    private static Optional<Instant> fromIso(String text) {
        try {
            if (text.length() > SECOND_LENGTH && text.length() <= 30 && text.charAt(text.length() - 1) == 'Z') {
                return Optional.of(zulu(text));
            }
            if (text.length() > 40) {
                return Optional.empty();
            }
            return Optional.of(OffsetDateTime.parse(text, WITH_OFFSET).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The form nearly every event has, read without a formatter because it is read for every event. */
    private static Instant zulu(String text) {
        expect(text, 4, '-');
        expect(text, 7, '-');
        expect(text, 10, 'T');
        expect(text, 13, ':');
        expect(text, 16, ':');
        int nano = 0;
        int end = text.length() - 1;
        if (end > SECOND_LENGTH) {
            expect(text, SECOND_LENGTH, '.');
            int count = end - SECOND_LENGTH - 1;
            nano = number(text, SECOND_LENGTH + 1, end);
            for (int i = count; i < 9; i++) {
                nano *= 10;
            }
            if (count < 1 || count > 9) {
                throw new DateTimeException("fraction");
            }
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nano)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isNumberLike(String text) {
        if (text.isEmpty() || text.length() > 32) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.eE+".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> fromNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 32) {
                return Optional.empty();
            }
            BigDecimal millis = number.compareTo(FIRST_MILLISECONDS) < 0 ? number.movePointRight(3) : number;
            return Optional.of(
                    Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static void expect(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw new DateTimeException("separator");
        }
    }

    private static void digits(byte[] out, int end, int value) {
        int rest = value;
        for (int i = end - 1; rest > 0; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
