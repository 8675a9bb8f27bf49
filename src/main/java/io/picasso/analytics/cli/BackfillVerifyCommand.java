package io.picasso.analytics.cli;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.operation.query.TenantChoice;
import io.picasso.analytics.operation.verify.Mended;
import io.picasso.analytics.operation.verify.Verify;
import io.picasso.analytics.operation.verify.VerifyReport;
import io.picasso.analytics.operation.verify.VerifyRequest;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the lake with the session tables, and mends the tables. */
@picocli.CommandLine.Command(
        name = "verify",
        description = {
            "Compares every event of the lake with its row, and every summary with the fold over its session.",
            "Safe beside live traffic: what does not agree is read again, exactly, before it is called a difference."
                    + " Rows of the events table are found by its index; those outside it only with --scan."
                    + " Events past their retention, named by a deferred marker, or younger than --settle are none.",
            "With --repair the tables are made what the lake says. Ends with status 3 when a difference is left, and"
                    + " with 4 when there was nothing to compare."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill verify --from 2025-12-01 --to 2025-12-31 --tenant FOS402334",
            "  picasso-analytics backfill verify --scan",
            "  picasso-analytics backfill verify --repair",
            "  picasso-analytics backfill verify --publish"
        })
final class BackfillVerifyCommand extends EnvironmentCommand {
    private static final int LONGEST_SETTLE = 86_400;

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant, by id or hash.")
    @Nullable
    String tenant;

    @Option(names = "--from", paramLabel = "DAY", description = "First UTC day, as 2025-12-01.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last UTC day, included.")
    @Nullable
    String to;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "What is younger may still be on its way; default: 60.")
    int settle = (int) VerifyRequest.SETTLE.toSeconds();

    @Option(
            names = "--scan",
            description =
                    "Read the whole events table, too, for rows that no tenant's index leads to: without a tenant or a"
                            + " time, with a key that is not an event's, or of an unknown tenant. They are named, not mended.")
    boolean scan;

    @Option(names = "--repair", description = "Mend the differences, after asking.")
    boolean repair;

    @Option(
            names = "--publish",
            description = "Publish the number of differences that are left, so that the alarm summary-drift sees it; of"
                    + " all tenants and days only.")
    boolean publish;

    @Override
    ExitStatus run() {
        if (publish && (tenant != null || from != null || to != null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "--publish is for the comparison of everything")
                    .why("the alarm would take a part for the whole")
                    .next("Leave out --tenant, --from and --to, or --publish.");
        }
        VerifyRequest request = request();
        Progress progress = progress("events read", OptionalLong.empty());
        try (Verify verify = wiring().ingestion()
                .verify(context().interruption()::requested, events -> progress.advance(events, 0))) {
            VerifyReport report;
            try (progress) {
                report = verify.run(request, known(), (number, of) -> progress.part("tenant " + number + " of " + of));
            }
            return repair && report.mendable() > 0 && !confirmation.dryRun
                    ? mend(verify, request, report)
                    : print(report);
        }
    }

    private ExitStatus print(VerifyReport report) {
        publish(report);
        print(new BackfillVerifyAnswer(report, repair && confirmation.dryRun, Optional.empty(), Optional.empty()));
        return status(report);
    }

    private ExitStatus mend(Verify verify, VerifyRequest request, VerifyReport report) {
        confirm(report);
        Mended mended = verify.mend(request);
        VerifyReport after = verify.recheck(request);
        publish(after);
        print(new BackfillVerifyAnswer(report, false, Optional.of(mended), Optional.of(after)));
        return after.agrees() && !verify.hasMore() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    /** A comparison without anything to compare says nothing of differences. */
    private void publish(VerifyReport report) {
        if (publish && !(report.totals().isNothing() && report.agrees())) {
            care().publishDrift(report.total());
        }
    }

    private VerifyRequest request() {
        if (settle < 0 || settle > LONGEST_SETTLE) {
            throw Failure.of(FailureCode.BAD_USAGE, settle + " is not a number of seconds that makes sense")
                    .where("--settle")
                    .next("Give 0 to " + LONGEST_SETTLE + ".");
        }
        if (scan && (tenant != null || from != null || to != null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "--scan reads the whole table")
                    .why("a row outside the index is of no tenant and of no day")
                    .next("Leave out --tenant, --from and --to.");
        }
        LakeSelection days = DayOption.selection("", null, from, to);
        Optional<Tenant> whose =
                Optional.ofNullable(tenant).map(name -> new TenantChoice(wiring().tenants()).named(name));
        return new VerifyRequest(whose, days.from(), days.to(), Duration.ofSeconds(settle), VerifyRequest.PAUSE, scan);
    }

    private List<Tenant> known() {
        return wiring().tenants().list().tenants().stream()
                .map(TenantMapping::tenant)
                .toList();
    }

    private static ExitStatus status(VerifyReport report) {
        if (report.totals().isNothing() && report.agrees()) {
            return ExitStatus.INCONCLUSIVE;
        }
        return report.agrees() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    /** Whether something goes that no other row says decides how it is asked for. */
    private void confirm(VerifyReport report) {
        report.counts()
                .forEach((kind, count) -> note("will mend " + count + " × " + kind.label() + ": " + kind.words()));
        long deleted = report.counts().entrySet().stream()
                .filter(entry -> entry.getKey().deletes())
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (deleted > 0) {
            confirmation(confirmation)
                    .delete(
                            (deleted == 1 ? "a row" : deleted + " rows") + " of the session tables of the environment",
                            settings().environment());
        } else {
            confirmation(confirmation).change("Mend " + report.mendable() + " differences?");
        }
    }
}
