package io.picasso.analytics.cli;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Shows one session. */
@picocli.CommandLine.Command(
        name = "show",
        description = {
            "Shows a session: its events in step order with the time between them, and its summary.",
            "Repeats, skewed clocks, long silences and missing steps are marked. Times are UTC.",
            "Without a tenant, the only one that has events under the id is meant."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session show sess_lz1k9q2_ab12cd",
            "  picasso-analytics session show sess_lz1k9q2_ab12cd --tenant DEM000001 -o json --query 'events[].payload'"
        })
final class SessionShowCommand extends SessionCommand.OnSessions {
    @Parameters(paramLabel = "ID", description = "The session's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String id;

    @Override
    ExitStatus run() {
        SessionId session = SessionCommand.id(id);
        Optional<Tenant> owner = namedTenant().map(tenants()::named);
        print(new SessionAnswer(wiring().sessionQueries().show(owner, session)));
        return ExitStatus.OK;
    }
}
