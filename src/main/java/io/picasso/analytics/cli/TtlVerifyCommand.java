package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.CheckResult;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Mixin;

/** Verifies that rows expire. */
@picocli.CommandLine.Command(
        name = "verify",
        description = {
            "Verifies that TTL is on by the right attribute, that rows carry a time of expiry in seconds and of the"
                    + " retention (a sample), that what has expired is not shown, and that it is deleted.",
            "DynamoDB deletes up to 48 hours late. So an expired row of the tenant ttl-probe is written, remembered in"
                    + " the lake bucket under ops/ttl/, and looked after at the next run: until one was seen to be gone,"
                    + " the last check is inconclusive.",
            "Ends with status 0 when all is proven, 3 when something is not as it should be, 8 when something could not"
                    + " be measured, 4 when something cannot be told yet."
        },
        footer = {"", "Example:", "  picasso-analytics ttl verify", "  picasso-analytics ttl verify -o json"})
final class TtlVerifyCommand extends EnvironmentCommand {
    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<CheckResult> results = care().ttl().run(run, context().interruption()::requested, result -> {});
        CheckupAnswer answer = new CheckupAnswer(settings().environment(), "ttl", results, true);
        print(answer);
        return answer.status();
    }
}
