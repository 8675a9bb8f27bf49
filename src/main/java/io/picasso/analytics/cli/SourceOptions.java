package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.Limits;
import io.picasso.analytics.operation.backfill.RunRequest;
import io.picasso.analytics.operation.backfill.RunRequest.Source;
import io.picasso.analytics.operation.backfill.Selection;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.operation.query.TenantChoice;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.progress.ErrorBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a backfill reads and how much of the tables it may take; the same for its plan and its run. */
final class SourceOptions {
    /** Enough to keep distant tables busy. */
    private static final int WRITERS = 32;

    /** The embedded engine works on one thread; more calls at once only wait. */
    private static final int LOCAL_WRITERS = 8;

    private static final int MOST_WRITERS = 256;

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})(KB|MB|GB|TB|B|)");

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of events, plain or gzip, for --source file.")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--source",
            paramLabel = "s3|athena|file",
            description = "Where to read: the lake's objects, the lake through Athena, or files. Default: s3.")
    @Nullable
    String source;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only events of this tenant, by id or hash.")
    @Nullable
    String tenant;

    @Option(names = "--from", paramLabel = "DAY", description = "First day by the events' own time, as 2025-12-01.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, included.")
    @Nullable
    String to;

    @Option(
            names = "--rate",
            paramLabel = "WCU/s",
            description = "Write units a second at most, the index included. Default: as many as the table takes.")
    @Nullable
    String rate;

    @Option(
            names = "--max-errors",
            paramLabel = "N|N%",
            description = "Stop when more records than this are rejected; a share counts from "
                    + ErrorBudget.SMALLEST_SAMPLE + " lines on, and when all are read. Default: no limit.")
    @Nullable
    String maxErrors;

    @Option(names = "--max-cost", paramLabel = "DOLLARS", description = "Write no more than this costs on demand.")
    @Nullable
    String maxCost;

    @Option(
            names = "--max-scan",
            paramLabel = "BYTES",
            description = "Bytes that Athena may read in all, such as 500MB or 2GB. Default: no limit.")
    @Nullable
    String maxScan;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Groups of sessions written at once. Default: 32; 8 in the environment local.")
    @Nullable
    Integer workers;

    /**
     * The request.
     *
     * @param tenants asked only where a tenant is named
     * @throws Failure BAD_USAGE where an option cannot be; NOT_FOUND where no tenant has the id or hash
     */
    RunRequest request(boolean local, Supplier<Tenants> tenants) {
        LakeSelection days = DayOption.selection("", null, from, to);
        int writers = workers == null ? (local ? LOCAL_WRITERS : WRITERS) : workers;
        if (writers < 1 || writers > MOST_WRITERS) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + writers + "' is no number of workers")
                    .where("--workers")
                    .next("Give 1 to " + MOST_WRITERS + ".");
        }
        Source where = source();
        Optional<String> tenantId = Optional.ofNullable(tenant)
                .map(name -> new TenantChoice(tenants.get()).named(name).id());
        return new RunRequest(
                where,
                List.copyOf(files),
                new Selection(tenantId, days.from(), days.to()),
                rate("--rate", rate),
                Optional.ofNullable(maxErrors).map(ErrorBudget::parse).orElse(ErrorBudget.UNLIMITED),
                dollars(maxCost),
                bytes("--max-scan", maxScan),
                writers,
                Limits.HELD_EVENTS);
    }

    private Source source() {
        if (source == null) {
            return files.isEmpty() ? Source.S3 : Source.FILE;
        }
        try {
            return Source.valueOf(source.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + source + "' is no source")
                    .where("--source")
                    .next("Give s3, athena or file.");
        }
    }

    /** A number of bytes, with or without a unit; empty where none is given. */
    private static OptionalLong bytes(String option, @Nullable String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        Matcher matcher = BYTES.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is no number of bytes")
                    .where(option)
                    .next("Write 500MB, 2GB, or the bytes.");
        }
        long unit = switch (matcher.group(2)) {
            case "KB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case "TB" -> 1_000_000_000_000L;
            default -> 1L;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) * unit);
    }

    /** A number of write units a second; empty where none is given. */
    static OptionalDouble rate(String option, @Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        double rate = text.matches("\\d{1,7}(\\.\\d{1,3})?") ? Double.parseDouble(text) : 0;
        if (rate < 1) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is no rate")
                    .where(option)
                    .next("Give write units a second, 1 or more, such as 500.");
        }
        return OptionalDouble.of(rate);
    }

    /** A number of dollars; empty where none is given. */
    static OptionalDouble dollars(@Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        if (!text.matches("\\$?\\d{1,7}(\\.\\d{1,9})?")) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is no number of dollars")
                    .where("--max-cost")
                    .next("Give dollars, such as 2.50.");
        }
        return OptionalDouble.of(Double.parseDouble(text.replace("$", "")));
    }
}
