package io.picasso.analytics.cli;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.query.SessionQueries;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Compares two sessions. */
@picocli.CommandLine.Command(
        name = "diff",
        description = {
            "Compares two sessions: their figures, and their events step by step, by type and payload. Times and ids do"
                    + " not count, so a conversation that was replayed is the same as the first.",
            "What lake, events and summary of one session say is compared by 'session account'.",
            "Ends with status 0 when they are the same, 3 when not, 5 when one is not there."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session diff sess_lz1k9q2_ab12cd sess_lz1kb04_zz90yx",
            "  picasso-analytics session diff sess_lz1k9q2_ab12cd sess_lz1kb04_zz90yx -o json --query counts"
        })
final class SessionDiffCommand extends SessionCommand.OnSessions {
    @Parameters(index = "0", paramLabel = "ID", description = "The one session's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String one;

    @Parameters(index = "1", paramLabel = "OTHER", description = "The other session's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String other;

    @Override
    ExitStatus run() {
        SessionId first = SessionCommand.id(one);
        SessionId second = SessionCommand.id(other);
        Optional<Tenant> owner = namedTenant().map(tenants()::named);
        SessionQueries queries = wiring().sessionQueries();
        SessionDiffAnswer answer = SessionDiffAnswer.of(queries.show(owner, first), queries.show(owner, second));
        print(answer);
        return answer.isSame() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }
}
