package io.picasso.analytics.cli;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.repair.DeferredRepair;
import io.picasso.analytics.operation.repair.RepairReport;
import io.picasso.analytics.operation.repair.RepairRequest;
import io.picasso.analytics.wiring.Ingestion;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Repairs what failed batches left undone. */
@picocli.CommandLine.Command(
        name = "deferred",
        description = {
            "Writes into the session tables what the processor could not, while a table failed: exactly the events and"
                    + " sessions that the markers under deferred/ name.",
            "A marker goes when everything it names is in the tables. Events past their retention are counted, not"
                    + " written. Safe beside live traffic; killed at any moment, it goes on when it is run again.",
            "Ends with status 6 when a marker stays because its events are nowhere, or because it cannot be read."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill deferred --dry-run",
            "  picasso-analytics backfill deferred --tenant FOS402334 --yes"
        })
final class BackfillDeferredCommand extends EnvironmentCommand {
    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Only sessions of this tenant; a marker that also names others stays.")
    @Nullable
    String tenant;

    @Option(names = "--limit", paramLabel = "N", description = "Markers to look at, oldest first; default: all.")
    @Nullable
    Long limit;

    @Override
    ExitStatus run() {
        if (tenant != null && !Tenant.isId(tenant)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "'" + tenant + "' is not a tenant id")
                    .why("a tenant id is [A-Za-z0-9_-]{1,50}");
        }
        if (limit != null && limit < 1) {
            throw Failure.of(FailureCode.BAD_USAGE, limit + " markers are none")
                    .where("--limit")
                    .next("Give 1 or more.");
        }
        RepairRequest request = new RepairRequest(
                Optional.ofNullable(tenant), limit == null ? Long.MAX_VALUE : limit, confirmation.dryRun);
        Ingestion ingestion = wiring().ingestion();
        DeferredRepair repair = ingestion.deferredRepair();
        long markers = Math.min(repair.count(), request.markers());
        if (markers > 0 && !confirmation.dryRun) {
            confirmation(confirmation)
                    .change("Repair the session tables of environment "
                            + settings().environment() + " by " + Plural.of(markers, "marker") + "?");
        }
        if (!ingestion.writesTables()) {
            note("Note: dynamodb_write_enabled is false in this environment, so the processor does not write the"
                    + " tables: they stay behind in everything it processes meanwhile.");
        }
        RepairReport report;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = progress("markers", OptionalLong.of(markers))) {
            report = repair.run(request, context().interruption()::requested, more -> progress.advance(more, 0));
        }
        print(new BackfillDeferredAnswer(confirmation.dryRun, report));
        return report.isComplete() ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
    }
}
