package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.Price;
import io.picasso.analytics.progress.WriteCounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The limits with which a run that was stopped by one would come to its end, if the rest of its input is like what it has
 * read. Never less than twice the limit it had.
 *
 * @param lines what was read
 * @param written what was written
 * @param units write units for that
 * @param share of the input that was read, from 0 to 1
 */
record LargerLimit(LineCounts lines, WriteCounts written, double units, double share) {
    /** An estimate is not to be a little too low. */
    private static final double MARGIN = 1.25;

    /** The most that an event takes, with its part of anchor and summary, where none was written yet. */
    private static final double UNITS_PER_EVENT = 4;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.CEILING);

    /** The longest decimal that is accepted. */
    private static final int PLACES = 9;

    LargerLimit(Ledger ledger, long bytes) {
        this(
                ledger.lines(),
                ledger.written(),
                ledger.units(),
                bytes == 0 ? 1 : Math.min(1, (double) ledger.consumed() / bytes));
    }

    /**
     * Dollars for everything.
     *
     * @param most the limit that was reached
     * @param next what the next step would bring it to
     */
    double dollars(double most, double next) {
        long done = written.events() + written.present();
        long live = done + lines.notYetWritten(written);
        double each = done == 0 ? UNITS_PER_EVENT : Math.max(1, units / done);
        double all = Price.ofWrites(Math.max(each, UNITS_PER_EVENT / 2) * live / Math.max(share, 0.001));
        return rounded(Math.max(2 * most, MARGIN * Math.max(all, next))).doubleValue();
    }

    /**
     * So many may be rejected.
     *
     * @param budget the limit that was reached
     */
    ErrorBudget errors(ErrorBudget budget) {
        if (budget.percent()) {
            double ratio = (double) lines.rejected() / Math.max(1, lines.lines());
            double percent =
                    rounded(100 * Math.max(2 * budget.ratio(), MARGIN * ratio)).doubleValue();
            return ErrorBudget.parse(BigDecimal.valueOf(Math.min(100, percent)).toPlainString() + "%");
        }
        double all = MARGIN * lines.rejected() / Math.max(share, 0.001);
        return ErrorBudget.parse(rounded(Math.max(2.0 * budget.count(), Math.max(1, all)))
                .setScale(0, RoundingMode.CEILING)
                .toPlainString());
    }

    /** A number as it can be typed. */
    static String text(double number) {
        return BigDecimal.valueOf(number)
                .setScale(PLACES, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).round(TWO_DIGITS);
    }
}
