package io.picasso.analytics.progress;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many records may be rejected before the work stops.
 *
 * @param count at most so many; used where {@code percent} is false
 * @param ratio at most this share of what was read, from 0 to 1; used where {@code percent} is true
 */
public record ErrorBudget(boolean percent, long count, double ratio) {
    /** Everything may be rejected. */
    public static final ErrorBudget UNLIMITED = new ErrorBudget(false, Long.MAX_VALUE, 1);

    /** A share of fewer records says nothing yet. */
    public static final long SMALLEST_SAMPLE = 1_000;

    /** A share has no more digits than these behind its point. */
    private static final int DIGITS = 6;

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})|(\\d{1,3}(?:\\.\\d{1,6})?)%");

    /**
     * Reads {@code 100} or {@code 0.5%}.
     *
     * @throws Failure INVALID_INPUT when it is neither
     */
    public static ErrorBudget parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches() && matcher.group(1) != null) {
            return new ErrorBudget(false, Long.parseLong(matcher.group(1)), 1);
        }
        if (matcher.matches() && Double.parseDouble(matcher.group(2)) <= 100) {
            return new ErrorBudget(true, Long.MAX_VALUE, Double.parseDouble(matcher.group(2)) / 100);
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a number of errors")
                .next("Write a count such as 100, or a share such as 0.5%.");
    }

    /**
     * Whether it is used up.
     *
     * @param read all records so far, rejected ones included
     * @param all whether no more will be read
     */
    public boolean isExceeded(long rejected, long read, boolean all) {
        return percent ? (all || read >= SMALLEST_SAMPLE) && rejected > ratio * read : rejected > count;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return percent
                ? BigDecimal.valueOf(ratio * 100)
                                .setScale(DIGITS, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "%"
                : Long.toString(count);
    }
}
