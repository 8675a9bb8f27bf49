package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.RunWish;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run is asked to do.
 *
 * @param source where the events come from
 * @param files the files, for the source {@code file}
 * @param rate write units a second; empty for as many as the table takes
 * @param errors how much may be rejected
 * @param dollars what its writes may cost; empty for any
 * @param maxScan bytes that queries may read; empty for any
 * @param writers parcels written at once
 * @param heldEvents events held back in memory at once
 */
public record RunRequest(
        Source source,
        List<String> files,
        Selection selection,
        OptionalDouble rate,
        ErrorBudget errors,
        OptionalDouble dollars,
        OptionalLong maxScan,
        int writers,
        int heldEvents) {
    /** Where events come from. */
    public enum Source {
        S3,
        ATHENA,
        FILE;

        /** The word typed on the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SEPARATOR = "\n";

    public RunRequest {
        files = List.copyOf(files);
        if ((source == Source.FILE) == files.isEmpty()) {
            throw Failure.of(
                    FailureCode.BAD_USAGE,
                    source == Source.FILE ? "The source 'file' needs a file" : "Only the source 'file' takes files");
        }
    }

    /** A request without a limit on what queries read. */
    public RunRequest(
            Source source,
            List<String> files,
            Selection selection,
            OptionalDouble rate,
            ErrorBudget errors,
            OptionalDouble dollars,
            int writers,
            int heldEvents) {
        this(source, files, selection, rate, errors, dollars, OptionalLong.empty(), writers, heldEvents);
    }

    /** As it stands in the journal. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("source", source.word());
        settings.put("files", String.join(SEPARATOR, files));
        selection.tenantId().ifPresent(id -> settings.put("tenant", id));
        selection.from().ifPresent(day -> settings.put("from", day.toString()));
        selection.to().ifPresent(day -> settings.put("to", day.toString()));
        rate.ifPresent(units -> settings.put("rate", Double.toString(units)));
        if (!errors.equals(ErrorBudget.UNLIMITED)) {
            settings.put("max_errors", errors.toString());
        }
        dollars.ifPresent(most -> settings.put("max_cost", Double.toString(most)));
        maxScan.ifPresent(most -> settings.put("max_scan", Long.toString(most)));
        settings.put("workers", Integer.toString(writers));
        settings.put("held_events", Integer.toString(heldEvents));
        return settings;
    }

    /** Reads {@link #settings}. */
    static RunRequest of(Map<String, String> settings) {
        Optional<String> files = find(settings, "files").filter(text -> !text.isEmpty());
        return new RunRequest(
                Source.valueOf(find(settings, "source").orElse("").toUpperCase(Locale.ROOT)),
                files.map(text -> Arrays.asList(text.split(SEPARATOR))).orElse(List.of()),
                new Selection(
                        find(settings, "tenant"),
                        find(settings, "from").map(LocalDate::parse),
                        find(settings, "to").map(LocalDate::parse)),
                decimal(settings, "rate"),
                find(settings, "max_errors").map(ErrorBudget::parse).orElse(ErrorBudget.UNLIMITED),
                decimal(settings, "max_cost"),
                find(settings, "max_scan")
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()),
                Integer.parseInt(find(settings, "workers").orElse("8")),
                Integer.parseInt(find(settings, "held_events").orElse(Integer.toString(Limits.HELD_EVENTS))));
    }

    /** The same request with other limits, where they are given. */
    public RunRequest with(OptionalDouble otherRate, Optional<ErrorBudget> otherErrors, OptionalDouble otherDollars) {
        return new RunRequest(
                source,
                files,
                selection,
                otherRate.isPresent() ? otherRate : rate,
                otherErrors.orElse(errors),
                otherDollars.isPresent() ? otherDollars : dollars,
                maxScan,
                writers,
                heldEvents);
    }

    /** The same request at the rate that was wished of the run while it ran, where one was. */
    RunRequest heeding(RunWish wish) {
        return wish.rateGiven() ? atRate(wish.rate()) : this;
    }

    private RunRequest atRate(OptionalDouble otherRate) {
        return new RunRequest(source, files, selection, otherRate, errors, dollars, maxScan, writers, heldEvents);
    }

    /** What each of so many shards may take that a process works on at once. */
    RunRequest share(int shards) {
        return new RunRequest(
                source,
                files,
                selection,
                rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() / shards) : rate,
                errors,
                dollars,
                Math.max(1, writers / shards),
                Math.max(1, heldEvents / shards));
    }

    Limits limits(int shards) {
        return new Limits(errors, dollars, Math.max(1, Math.min(READERS, shards)), writers, heldEvents);
    }

    private static final int READERS = 4;

    private static Optional<String> find(Map<String, String> settings, String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private static OptionalDouble decimal(Map<String, String> settings, String name) {
        return find(settings, name)
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElse(OptionalDouble.empty());
    }
}
