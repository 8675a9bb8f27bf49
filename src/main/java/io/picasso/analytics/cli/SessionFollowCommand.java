package io.picasso.analytics.cli;

import io.picasso.analytics.cli.GlobalOptions.Format;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.query.SessionFollowing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a session while it happens. */
@picocli.CommandLine.Command(
        name = "follow",
        description = {
            "Shows the events of a session that are there, then each further one as it comes into the tables, until Ctrl-C."
                    + " A session that is not there yet is waited for.",
            "One that comes late stands where it came, with its own step and time."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session follow sess_lz1k9q2_ab12cd",
            "  picasso-analytics session follow sess_lz1k9q2_ab12cd --for 10m -o ndjson"
        })
final class SessionFollowCommand extends SessionCommand.OnSessions {
    private static final int TIME_START = "2025-12-28T".length();
    private static final int TIME_END = "2025-12-28T09:15:02.481".length();

    @Parameters(paramLabel = "ID", description = "The session's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String id;

    @Option(
            names = "--every",
            paramLabel = "SPAN",
            defaultValue = "2s",
            description = "Between two looks, at least 1s (default: ${DEFAULT-VALUE}).")
    String every = "2s";

    @Option(names = "--for", paramLabel = "SPAN", description = "End after this time; default: only with Ctrl-C.")
    @Nullable
    String time;

    @Override
    ExitStatus run() throws InterruptedException {
        if (options().query != null || (options().format != Format.table && options().format != Format.ndjson)) {
            throw Failure.of(FailureCode.BAD_USAGE, "What is followed has no end: it is written as lines, or as NDJSON")
                    .next("Give -o ndjson or no -o; 'session show' has every form.");
        }
        Duration pause = Lifetime.parse("--every", every);
        if (pause.isZero()) {
            throw Failure.of(FailureCode.BAD_USAGE, "Between two looks there is at least a second")
                    .where("--every");
        }
        Optional<Duration> most = Optional.ofNullable(time).map(text -> Lifetime.parse("--for", text));
        SessionId session = SessionCommand.id(id);
        SessionFollowing following =
                new SessionFollowing(wiring().sessionQueries(), namedTenant().map(tenants()::named), session);
        Instant begun = context().clock().instant();
        boolean anything = show(following.more());
        if (!anything) {
            note("Waiting for session " + session + " ...");
        }
        while (most.isEmpty()
                || Duration.between(begun, context().clock().instant()).compareTo(most.get()) < 0) {
            Thread.sleep(pause.toMillis());
            anything |= show(following.more());
        }
        return anything ? ExitStatus.OK : ExitStatus.NOT_FOUND;
    }

    private boolean show(List<Event> events) {
        events.forEach(event -> print(new Line(event)));
        context().terminal().out().flush();
        return !events.isEmpty();
    }

    private record Line(Event event) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("step_number", event.step());
            fields.put("event_type", event.type().name());
            fields.put("timestamp", UtcTime.format(event.occurredAt()));
            fields.put("event_id", event.eventId());
            fields.put("payload", PlainJson.object(event.payload()));
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("%s  %3d  %-20s  %s"
                    .formatted(
                            UtcTime.format(event.occurredAt()).substring(TIME_START, TIME_END),
                            event.step(),
                            PayloadText.kind(event.type()),
                            PayloadText.detail(event))
                    .stripTrailing());
        }
    }
}
