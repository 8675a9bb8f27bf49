package io.picasso.analytics.cli;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.query.ListRequest;
import io.picasso.analytics.operation.query.SessionPage;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a tenant's sessions. */
@picocli.CommandLine.Command(
        name = "list",
        description = {
            "Lists a tenant's sessions, newest first, a page at a time.",
            "Without a tenant, the environment's only one is meant."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session list --range 7d --outcome abandoned",
            "  picasso-analytics session list --tenant DEM000001 --from 2025-12-01 --to 2025-12-28 --all -o csv"
        })
final class SessionListCommand extends SessionCommand.OnSessions {
    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 100;

    /** Sessions read before a piece of NDJSON is written. */
    private static final int STREAMED = 1_000;

    /** What fits into the memory of a short command, in any form of output. */
    private static final int MAX_HELD = 50_000;

    @Mixin
    RangeOptions when = new RangeOptions();

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Only form_completed, link_clicked, cta_clicked, abandoned or browsing ones.")
    @Nullable
    String outcome;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Sessions on the page, 1 to " + MAX_LIMIT + "; default: " + DEFAULT_LIMIT + ".")
    @Nullable
    Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where the page with this cursor ended.")
    @Nullable
    String cursor;

    @Option(names = "--all", description = "All sessions of the range instead of a page.")
    boolean all;

    @Override
    ExitStatus run() {
        int size = size();
        SessionRange range = when.at(context().clock().instant());
        Optional<Outcome> what = Optional.ofNullable(outcome).map(SessionCommand::outcome);
        Tenant whose = tenants().choose(namedTenant());
        list(
                wiring().sessionQueries(),
                new ListRequest(new SessionQuery(whose, range, what), size, Optional.ofNullable(cursor)));
        return ExitStatus.OK;
    }

    private void list(SessionQueries queries, ListRequest request) {
        SessionPage page = queries.list(request);
        print(new SessionListAnswer(page, all ? Optional.empty() : Optional.of(request.limit())));
        if (page.sessions().isEmpty() && request.cursor().isEmpty()) {
            note("No sessions of tenant " + page.query().tenant().id() + SessionListAnswer.described(page.query())
                    + ".");
        }
        if (page.next().isPresent() && streams()) {
            list(queries, new ListRequest(request.query(), request.limit(), page.next()));
        } else {
            page.next().ifPresent(next -> note("More: " + continuation(page.query(), next)));
        }
    }

    private boolean streams() {
        return all && options().format == GlobalOptions.Format.ndjson && options().query == null;
    }

    private int size() {
        if (all && limit != null) {
            throw Failure.of(FailureCode.BAD_USAGE, "--all and --limit exclude each other");
        }
        if (all) {
            return streams() ? STREAMED : MAX_HELD;
        }
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > MAX_LIMIT) {
            throw Failure.of(FailureCode.BAD_USAGE, size + " is not a page size")
                    .where("--limit")
                    .next("Give 1 to " + MAX_LIMIT + ", or --all for everything.");
        }
        return size;
    }

    /** The command line of the next page. */
    private String continuation(SessionQuery query, String next) {
        StringBuilder line = new StringBuilder("picasso-analytics session list");
        option(line, "--env", settings().isLocal() ? null : settings().environment());
        option(line, "--tenant", query.tenant().id());
        option(line, "--range", query.range().isNamed() ? query.range().name() : null);
        option(line, "--from", when.from);
        option(line, "--to", when.to);
        option(line, "--outcome", outcome);
        option(line, "--limit", limit == null ? null : limit.toString());
        option(line, "--cursor", next);
        return line + (all ? " --all" : "");
    }

    private static void option(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(' ').append(name).append(' ').append(value);
        }
    }
}
