package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.operation.lake.CompactedDay;
import io.picasso.analytics.operation.lake.Compaction;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compacts days of the lake. */
@picocli.CommandLine.Command(
        name = "compact",
        description = {
            "Makes few large gzip objects out of the many small ones of a tenant's day, so that scans are fast.",
            "No line is changed and none is lost: an object is deleted only after its lines were read back from where"
                    + " they lie now. Lines that are the same, text by text, are kept once. No answer changes.",
            "Killed at any moment, it goes on when it is run again. Ends with status 6 when an object is damaged; it"
                    + " stays where it is."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics lake compact --dry-run",
            "  picasso-analytics lake compact --tenant FOS402334 --from 2025-12-01 --to 2025-12-31 --yes"
        })
final class LakeCompactCommand extends EnvironmentCommand {
    private static final int OLDEST = 36_500;

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Option(names = "--tenant", paramLabel = "ID", description = "Only objects of this tenant.")
    @Nullable
    String tenant;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, as 2025-12-01.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, included.")
    @Nullable
    String to;

    @Option(
            names = "--min-age",
            paramLabel = "DAYS",
            description = "How many days ago a day must be, so that writers are not raced; 0 is today. Default: 2.")
    int minAge = 2;

    @Override
    ExitStatus run() {
        if (minAge < 0 || minAge > OLDEST) {
            throw Failure.of(FailureCode.BAD_USAGE, minAge + " is not an age in days")
                    .where("--min-age")
                    .next("Give 0 to " + OLDEST + ".");
        }
        LakeSelection selection = DayOption.selection("", tenant, from, to);
        Compaction compaction = wiring().compaction();
        Compaction.Plan plan = compaction.plan(selection, minAge);
        if (plan.days().isEmpty() && plan.compact() == 0 && plan.young() == 0) {
            throw Failure.of(FailureCode.NOT_FOUND, "No object of the lake is meant by this selection")
                    .where(wiring().lake().name())
                    .next("Look at what there is with other days, or 'picasso-analytics tenant list'.");
        }
        if (!confirmation.dryRun && !plan.days().isEmpty()) {
            confirmation(confirmation)
                    .change("Compact " + Plural.of(plan.objects(), "object") + " of "
                            + Plural.of(plan.days().size(), "day") + " in "
                            + wiring().lake().name() + "?");
        }
        List<CompactedDay> days = carryOut(compaction, plan);
        print(new LakeCompactAnswer(wiring().lake().name(), confirmation.dryRun, plan, days));
        return days.stream().allMatch(day -> day.damaged().isEmpty()) ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
    }

    private List<CompactedDay> carryOut(Compaction compaction, Compaction.Plan plan) {
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = progress("objects", OptionalLong.of(plan.objects()))) {
            return compaction.run(
                    plan, confirmation.dryRun, context().interruption()::requested, more -> progress.advance(more, 0));
        }
    }
}
