package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.ChangeStep;
import io.picasso.analytics.change.ChangeStep.What;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.failure.Failure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is written down while a change is made. From when it has begun, a record that cannot be written must not stop it:
 * it is remembered as a complaint instead.
 */
final class Notebook {
    /** Nothing is written down. */
    static final Notebook NONE = new Notebook(null, OptionalInt.empty(), null);

    private final @Nullable ChangeRecords records;
    private final OptionalInt number;
    private final @Nullable Clock clock;
    private final List<String> complaints = new ArrayList<>();

    private Notebook(@Nullable ChangeRecords records, OptionalInt number, @Nullable Clock clock) {
        this.records = records;
        this.number = number;
        this.clock = clock;
    }

    static Notebook of(ChangeRecords records, int number, Clock clock) {
        return new Notebook(records, OptionalInt.of(number), clock);
    }

    /** Writes down how the switch is going to be turned; what cannot be written down is not done. */
    static Notebook begin(ChangeRecords records, Intent intent, Clock clock) {
        try {
            return of(records, records.begin(intent), clock);
        } catch (Failure failure) {
            throw unwritten(failure, WriteSwitch.isOn(intent.after()));
        }
    }

    /** Refuses as {@link #begin} does, as far as can be known without writing. */
    static void require(ChangeRecords records, boolean on) {
        try {
            records.requireReadable();
        } catch (Failure failure) {
            throw unwritten(failure, on);
        }
    }

    private static Failure unwritten(Failure failure, boolean on) {
        return Failure.of(failure.code(), "The change could not be written down, so nothing was changed")
                .where(failure.where().orElse(""))
                .why(failure.what() + failure.why().map(why -> ": " + why).orElse(""))
                .next(
                        on
                                ? "Run it again once the records can be written."
                                : "Run it again; where writing must be switched off at once, 'picasso-analytics rollback level1"
                                        + " --no-record' does without the record.")
                .cause(failure);
    }

    void add(What what, String detail) {
        if (records == null || clock == null) {
            return;
        }
        try {
            records.add(number.orElseThrow(), new ChangeStep(what, clock.instant(), detail));
        } catch (Failure failure) {
            complaints.add("The record could not be completed: " + failure.what()
                    + Optional.of(failure.why().orElse(""))
                            .filter(why -> !why.isEmpty())
                            .map(why -> ", " + why)
                            .orElse("")
                    + ".");
        }
    }

    OptionalInt number() {
        return number;
    }

    /** Each once: a bucket that takes one step ill takes them all. */
    List<String> complaints() {
        return complaints.stream().distinct().toList();
    }

    /** The record in words. */
    String text() {
        return number.isPresent() ? "number " + number.getAsInt() + " of the records" : "not recorded";
    }
}
