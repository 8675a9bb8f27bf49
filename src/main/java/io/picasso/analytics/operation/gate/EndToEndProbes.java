package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.operation.ingest.Sender;
import io.picasso.analytics.port.HttpReply;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleConversations;
import io.picasso.analytics.session.SessionSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Phase 7: a real conversation on its whole way, and what stands in writing. */
final class EndToEndProbes extends Probes {
    private static final Duration TOKEN = Duration.ofMinutes(10);

    /** Where the plan's questions are answered that no figure answers. */
    private static final List<String> PAGES =
            List.of("gates.md", "dashboard.md", "commands/backfill.md", "commands/rollback.md");

    /** Pages that say what to do. */
    private static final String RUNBOOK = "runbook.md";

    private static final int SHORTEST_PAGE = 500;

    private Optional<ProbeSession> sent = Optional.empty();
    private boolean arrived = true;
    private double seconds;

    EndToEndProbes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop) {
        super(target, sessions, stop);
    }

    @Override
    Map<String, Probe> all() {
        return Map.of(
                "7.arrived", this::arrived,
                "7.order", this::order,
                "7.counters", this::counters,
                "7.api", this::api,
                "7.lake", this::lake,
                "7.documentation", this::documentation,
                "7.runbook", this::runbook);
    }

    @Override
    boolean onTheWay() {
        return !arrived;
    }

    private ProbeSession sent() {
        if (sent.isEmpty()) {
            Dialog longest = SampleConversations.load(target.parser()).stream()
                    .max(Comparator.comparingInt(dialog -> dialog.utterances().size()))
                    .orElseThrow();
            ProbeSession probe = sessions.conversation(ProbeSessions.OURS, longest, ago(Duration.ofHours(1)));
            sent = Optional.of(probe);
            arrived = false;
            long began = target.pause().nanoTime();
            List<SourceLine> lines = new ArrayList<>();
            for (String wire : probe.wires()) {
                lines.add(new SourceLine(
                        probe.session().value(), lines.size() + 1, 0, wire.getBytes(StandardCharsets.UTF_8)));
            }
            // As the endpoint does it: some one by one, more in an envelope.
            new Sender(target.queue(), target.parser()).send(lines.iterator(), 4);
            arrived = target.pause()
                    .until(
                            ARRIVAL,
                            stop,
                            () -> table(probe).complete()
                                    && summary(probe)
                                            .filter(row ->
                                                    differences(probe, row).isEmpty())
                                            .isPresent());
            seconds = (target.pause().nanoTime() - began) / 1e9;
        }
        return sent.get();
    }

    private Measurement arrived() {
        ProbeSession probe = sent();
        return taken(
                probe.events().size(),
                table(probe),
                count("events", probe.events().size()),
                Figure.of("seconds", seconds, Unit.SECONDS));
    }

    private Measurement order() {
        ProbeSession probe = sent();
        List<Event> stored = target.store().events(probe.tenant().hash(), probe.session()).stream()
                .map(row -> row.event())
                .toList();
        int disorder = 0;
        int times = 0;
        // As the table gives them. Of one step they come in any order; their time is the timeline's to go by.
        for (int i = 1; i < stored.size(); i++) {
            disorder += stored.get(i).step() < stored.get(i - 1).step() ? 1 : 0;
        }
        for (Event event : probe.events()) {
            times += stored.stream()
                            .anyMatch(row -> row.fingerprint().equals(event.fingerprint())
                                    && row.occurredAt().equals(event.occurredAt()))
                    ? 0
                    : 1;
        }
        return taken(stored.size(), List.of(), count("disorder", disorder), count("wrong_times", times));
    }

    private Measurement counters() {
        ProbeSession probe = sent();
        Optional<SessionSummary> row = summary(probe);
        List<String> differences =
                row.map(there -> differences(probe, there)).orElse(List.of("the summary is missing"));
        long messages = row.map(there -> there.counters().messages()).orElse(0L);
        return taken(
                probe.events().size(),
                differences,
                count("differences", differences.size()),
                count("messages", messages),
                count("messages_off", Math.abs(messages - probe.messageEvents())));
    }

    private Measurement api() {
        ProbeSession probe = sent();
        Door door = target.deployedDashboard().orElseGet(target::dashboard);
        String token = target.tokens()
                .mint(ProbeSessions.OURS, Optional.empty(), TOKEN)
                .text();
        HttpReply reply = door.get("/sessions/" + probe.session(), Optional.of(token));
        Measurement measured = ApiTimeline.of(reply.body()).measure(probe.events());
        List<String> seen = new ArrayList<>(measured.seen());
        seen.add("answered with " + reply.status()
                + (target.deployedDashboard().isPresent() ? " by the deployed API" : " by the API in this process"));
        return measured.seeing(seen);
    }

    private Measurement lake() {
        ProbeSession probe = sent();
        return taken(probe.events().size(), lake.look(probe));
    }

    private Measurement documentation() {
        List<String> seen = PAGES.stream()
                .filter(page -> target.page(page)
                        .filter(text -> text.length() >= SHORTEST_PAGE)
                        .isEmpty())
                .map(page -> page + " does not come with the program")
                .toList();
        return taken(PAGES.size(), seen, count("missing", seen.size()), count("pages", PAGES.size()));
    }

    private Measurement runbook() {
        String page = target.page(RUNBOOK).orElse("");
        List<String> missing = Checks.all().stream()
                .map(Check::id)
                .filter(id -> !page.contains("\n## " + id + "\n"))
                .toList();
        return taken(
                Checks.all().size(),
                missing.isEmpty() ? List.of() : List.of("nothing about " + String.join(", ", missing)),
                count("missing", missing.size()),
                count("checks", Checks.all().size()));
    }
}
