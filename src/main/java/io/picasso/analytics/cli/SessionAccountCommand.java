package io.picasso.analytics.cli;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.account.AccountedRange;
import io.picasso.analytics.operation.account.AccountedSession;
import io.picasso.analytics.operation.account.Accounts;
import io.picasso.analytics.session.SessionRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts for the numbers of one session, or of all sessions of a range. */
@picocli.CommandLine.Command(
        name = "account",
        description = {
            "Accounts for every number of a session: the ids of the events behind each counter, and where each event is,"
                    + " lake against table, with the reason where it is not where it should be.",
            "Without an id: the sums over a tenant's sessions that began in a range, and the sessions that do not agree.",
            "Ends with status 0 when everything is accounted for, 3 when not, 5 when there is no such session. One"
                    + " that is in no table any more is found in the lake by --tenant and --from. A"
                    + " session that is being written this very moment may not agree yet; then run it again."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session account sess_lz1k9q2_ab12cd",
            "  picasso-analytics session account --tenant DEM000001 --range 7d",
            "  picasso-analytics session account sess_lz1k9q2_ab12cd -o json --query counters.message_count.event_ids"
        })
final class SessionAccountCommand extends SessionCommand.OnSessions {
    private static final String DEFAULT_RANGE = "7d";

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The session's id; without it a range is summed up.")
    @Nullable
    String id;

    @Option(
            names = "--range",
            paramLabel = "RANGE",
            description = "The last 1d to 365d; default without an id: " + DEFAULT_RANGE + ".")
    @Nullable
    String range;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First UTC date, or first instant. With an id: look through the lake from there, too.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Last UTC date, or last instant; it is included.")
    @Nullable
    String to;

    @Override
    ExitStatus run() {
        Instant now = context().clock().instant();
        Optional<SessionRange> asked = asked(now);
        if (id == null) {
            return sumUp(asked.orElseGet(() -> SessionRange.last(DEFAULT_RANGE, now)));
        }
        SessionId session = SessionCommand.id(id);
        Accounts accounts = wiring().accounts();
        AccountedSession accounted = accounts.session(owner(accounts, session), session, asked);
        print(new SessionAccountAnswer(accounted));
        return accounted.reasons().isEmpty() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    private ExitStatus sumUp(SessionRange when) {
        Tenant whose = tenants().choose(namedTenant());
        AccountedRange accounted;
        try (Progress progress = progress("sessions", OptionalLong.empty())) {
            accounted = wiring().accounts().range(whose, when, more -> progress.advance(more, 0));
        }
        print(new SessionRangeAccountAnswer(accounted));
        if (accounted.sessions().isEmpty()) {
            note("No sessions of tenant " + whose.id() + " in this range, neither in the tables nor in the lake.");
        }
        return accounted.isAccounted() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    private Optional<SessionRange> asked(Instant now) {
        if (range != null && (from != null || to != null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "--range and --from or --to exclude each other");
        }
        if (range != null) {
            return Optional.of(SessionRange.last(range, now));
        }
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(SessionRange.between(Optional.ofNullable(from), Optional.ofNullable(to), now));
    }

    /** Whose session it is; one that is in no table is looked for with the environment's only tenant. */
    private Tenant owner(Accounts accounts, SessionId session) {
        Optional<String> named = namedTenant();
        if (named.isPresent()) {
            return tenants().named(named.get());
        }
        List<Tenant> owners = accounts.tenantsOf(session);
        if (owners.size() > 1) {
            throw Failure.of(FailureCode.INVALID_INPUT, "Several tenants have a session '" + session + "'")
                    .why("they are "
                            + owners.stream()
                                    .map(owner -> owner.id() + " (" + owner.hash() + ")")
                                    .sorted()
                                    .collect(Collectors.joining(", ")))
                    .next("Say whose is meant with --tenant.");
        }
        return owners.isEmpty() ? tenants().ofUnknown(session) : owners.get(0);
    }
}
