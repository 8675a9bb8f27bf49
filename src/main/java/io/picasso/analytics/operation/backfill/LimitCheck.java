package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.Price;
import java.util.Locale;

/** Ends a run that takes more than it may, and says what would be enough. Safe for many threads. */
final class LimitCheck {
    private final Limits limits;
    private final Ledger ledger;
    private final Ending ending;
    private volatile long bytes;

    LimitCheck(Limits limits, Ledger ledger, Ending ending) {
        this.limits = limits;
        this.ledger = ledger;
        this.ending = ending;
    }

    /** Of how many bytes the input is. */
    void of(long all) {
        bytes = all;
    }

    /** @param all whether every shard was read to its end */
    void checkErrors(boolean all) {
        LineCounts lines = ledger.lines();
        if (limits.errors().isExceeded(lines.rejected(), lines.lines(), all)) {
            ErrorBudget enough = new LargerLimit(ledger, bytes).errors(limits.errors());
            ending.atLimit(
                    Failure.of(
                                    FailureCode.TOO_MANY_ERRORS,
                                    lines.rejected() + " records were rejected, more than --max-errors "
                                            + limits.errors() + " allows")
                            .why(lines.rejected() + " of " + lines.lines() + " lines"
                                    + (all ? "; " : " so far; if the rest is like them, ") + "--max-errors " + enough
                                    + " is enough"),
                    "--max-errors " + enough);
        }
    }

    /**
     * Whether a parcel may still be written.
     *
     * @throws Ending.Stopped when it may not
     */
    void checkCost(Parcel parcel, UnderWay underWay) {
        if (limits.dollars().isEmpty()) {
            return;
        }
        double most = limits.dollars().getAsDouble();
        double after = Price.ofWrites(ledger.units() + underWay.units() + parcel.estimate());
        if (after > most) {
            String limit = LargerLimit.text(most);
            String enough = LargerLimit.text(new LargerLimit(ledger, bytes).dollars(most, after));
            ending.atLimit(
                    Failure.of(
                                    FailureCode.TOO_EXPENSIVE,
                                    "Going on would cost more than --max-cost " + limit + " allows")
                            .why(String.format(
                                    Locale.ROOT,
                                    "$%s of $%s is spent; if the rest is like what was read, $%s is enough",
                                    LargerLimit.text(Price.ofWrites(ledger.units())),
                                    limit,
                                    enough)),
                    "--max-cost " + enough);
            throw new Ending.Stopped();
        }
    }
}
