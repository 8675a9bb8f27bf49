package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.NewFile;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.operation.query.SessionExport;
import io.picasso.analytics.operation.query.SessionView;
import io.picasso.analytics.session.SessionQuery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the events of sessions as lines that can be loaded again. */
@picocli.CommandLine.Command(
        name = "export",
        description = {
            "Writes the events of a session, or of all sessions of a range, from the session tables: a line of JSON for"
                    + " each, as it lies in the lake but for the attribution. 'process file' and 'backfill run --source file' load them,"
                    + " here or in another environment, with the same ids.",
            "Without an id: a tenant's sessions, newest first, each with its events in step order. Personal data was"
                    + " taken out when the events were stored."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session export sess_lz1k9q2_ab12cd",
            "  picasso-analytics session export --tenant DEM000001 --range 7d --outcome abandoned --out abandoned.ndjson"
        })
final class SessionExportCommand extends SessionCommand.OnSessions {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "The session's id; without it a range is exported.")
    @Nullable
    String id;

    @Mixin
    RangeOptions when = new RangeOptions();

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Only form_completed, link_clicked, cta_clicked, abandoned or browsing ones.")
    @Nullable
    String outcome;

    @Option(names = "--out", paramLabel = "FILE", description = "Write into this file; it must not be there yet.")
    @Nullable
    String out;

    private long sessions;
    private long events;

    @Override
    ExitStatus run() {
        if (options().query != null
                || (options().format != GlobalOptions.Format.table
                        && options().format != GlobalOptions.Format.ndjson)) {
            throw Failure.of(FailureCode.BAD_USAGE, "An export has no other form than lines of JSON")
                    .next("Leave -o and --query out; 'session show' and 'session list' have every form.");
        }
        if (id != null && (when.given() || outcome != null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "An id and --range, --from, --to or --outcome exclude each other");
        }
        Optional<NewFile> file =
                Optional.ofNullable(out).map(name -> NewFile.at(name, context().workingDirectory()));
        try {
            export(lines -> write(file, lines));
        } finally {
            file.ifPresent(NewFile::close);
        }
        context().terminal().out().flush();
        note(Plural.of(events, "event") + " of " + Plural.of(sessions, "session")
                + file.map(made -> made.isThere() ? " are in " + made.name() : "; no file was made")
                        .orElse("") + ".");
        return ExitStatus.OK;
    }

    private void export(Consumer<List<String>> writer) {
        if (id != null) {
            Optional<Tenant> owner = namedTenant().map(tenants()::named);
            add(wiring().sessionQueries().show(owner, SessionCommand.id(id)), writer);
            return;
        }
        SessionQuery query = new SessionQuery(
                tenants().choose(namedTenant()),
                when.at(context().clock().instant()),
                Optional.ofNullable(outcome).map(SessionCommand::outcome));
        try (Progress progress = progress("sessions", OptionalLong.empty())) {
            new SessionExport(wiring().sessionQueries()).each(query, view -> {
                add(view, writer);
                progress.advance(1, 0);
            });
        }
    }

    private void add(SessionView view, Consumer<List<String>> writer) {
        String environment = settings().environment();
        List<String> lines = view.timeline().entries().stream()
                .map(entry -> JsonText.compact(SessionExport.line(entry.event(), environment)))
                .toList();
        sessions++;
        events += lines.size();
        writer.accept(lines);
    }

    private void write(Optional<NewFile> file, List<String> lines) {
        if (file.isPresent()) {
            file.get().append(lines);
        } else {
            lines.forEach(line -> context().terminal().out().print(line + "\n"));
        }
    }
}
