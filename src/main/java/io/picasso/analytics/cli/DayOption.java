package io.picasso.analytics.cli;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.LakeSelection;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the options that choose days of the lake. */
final class DayOption {
    private DayOption() {}

    /**
     * The days of a tenant, or of all.
     *
     * @throws Failure BAD_USAGE or INVALID_INPUT when they cannot be read or are the wrong way round
     */
    static LakeSelection selection(
            String prefix, @Nullable String tenantId, @Nullable String from, @Nullable String to) {
        if (tenantId != null && !Tenant.isId(tenantId)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "'" + tenantId + "' is not a tenant id")
                    .why("a tenant id is [A-Za-z0-9_-]{1,50}");
        }
        Optional<LocalDate> first = day("--from", from);
        Optional<LocalDate> last = day("--to", to);
        if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
            throw Failure.of(FailureCode.BAD_USAGE, "--from " + from + " is after --to " + to);
        }
        return new LakeSelection(prefix, Optional.ofNullable(tenantId), first, last);
    }

    private static Optional<LocalDate> day(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is not a day")
                    .where(option)
                    .next("Write it as 2025-12-28.");
        }
    }
}
