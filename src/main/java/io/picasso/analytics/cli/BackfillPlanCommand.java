package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.RunRequest;
import picocli.CommandLine.Mixin;

/** Says what a backfill would do. */
@picocli.CommandLine.Command(
        name = "plan",
        description = {
            "Reads what a run would read, and says what it would write: for each tenant and day the events, sessions and"
                    + " write units, and for all of it the dollars, the time, and the key of the index that is written"
                    + " most. One tenant is one key there, and a key takes 1,000 write units a second.",
            "Nothing is written. With --max-cost it refuses what would cost more."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill plan --tenant FOS402334 --rate 500",
            "  picasso-analytics backfill plan events.ndjson.gz -o json"
        })
final class BackfillPlanCommand extends EnvironmentCommand {
    @Mixin
    SourceOptions from = new SourceOptions();

    @Override
    ExitStatus run() {
        RunRequest request = from.request(settings().isLocal(), () -> wiring().tenants());
        return new Planning(this, wiring().backfills(runsFolder(), context().workingDirectory())).print(request);
    }
}
