package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.queue.QueueState;
import io.picasso.analytics.operation.queue.QueueState.Sample;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the queues are.
 *
 * @param now from which ages are counted
 */
record QueueStatusAnswer(String environment, List<QueueState> states, Instant now) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("queues", states.stream().map(this::row).toList());
        return data;
    }

    private Map<String, Object> row(QueueState state) {
        Optional<FoundQueue> found = state.found();
        Optional<Redrive> redrive = found.flatMap(FoundQueue::redrive);
        Optional<Sample> sample = state.sample();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("queue", state.role().word());
        row.put("name", state.name());
        row.put("status", found.isPresent() ? "available" : "missing");
        row.put("waiting", found.map(FoundQueue::visible).orElse(null));
        row.put("in_flight", found.map(FoundQueue::inFlight).orElse(null));
        row.put("delayed", found.map(FoundQueue::delayed).orElse(null));
        row.put(
                "oldest_sent_at",
                sample.map(seen -> UtcTime.format(seen.oldest())).orElse(null));
        row.put("oldest_age_seconds", sample.map(seen -> age(seen).toSeconds()).orElse(null));
        row.put("oldest_is_exact", sample.map(Sample::all).orElse(null));
        row.put("sampled", sample.map(Sample::messages).orElse(0));
        row.put("dead_letters_to", redrive.map(Redrive::deadLetterQueue).orElse(null));
        row.put("max_receive_count", redrive.map(Redrive::maxReceiveCount).orElse(null));
        return row;
    }

    private Duration age(Sample seen) {
        Duration age = Duration.between(seen.oldest(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("queues");
    }

    @Override
    public void draw(Screen screen) {
        List<List<String>> rows = new ArrayList<>();
        for (QueueState state : states) {
            rows.add(state.found()
                    .map(found -> List.of(
                            state.role().word(),
                            state.name(),
                            grouped(found.visible()),
                            grouped(found.inFlight()),
                            grouped(found.delayed()),
                            oldest(state, found)))
                    .orElseGet(() ->
                            List.of(state.role().word(), state.name(), screen.toned(Tone.BAD, "missing"), "", "", "")));
        }
        screen.table(
                List.of("QUEUE", "NAME", "WAITING", "IN FLIGHT", "DELAYED", "OLDEST"),
                rows,
                "WAITING",
                "IN FLIGHT",
                "DELAYED");
        states.stream()
                .filter(state -> state.sample().isPresent())
                .forEach(state -> screen.line(screen.toned(
                        Tone.FAINT,
                        state.role().word() + ": " + note(state.sample().get()))));
        if (states.stream().anyMatch(QueueStatusAnswer::isUnknown)) {
            screen.line(screen.toned(
                    Tone.FAINT,
                    "unknown: looking at a message there would cost it one of its attempts; --spend-attempts does it"));
        }
        states.stream()
                .filter(state -> state.found().isEmpty())
                .findFirst()
                .ifPresent(state ->
                        screen.line("Make what is missing: " + Invocation.of(environment, "provision apply queue")));
    }

    private String oldest(QueueState state, FoundQueue found) {
        return state.sample()
                .map(seen -> (seen.all() ? "" : "at least ") + Spans.text(age(seen)))
                .orElse(found.visible() > 0 ? "unknown" : "");
    }

    private static boolean isUnknown(QueueState state) {
        return state.sample().isEmpty()
                && state.found()
                        .filter(found -> found.visible() > 0 && found.redrive().isPresent())
                        .isPresent();
    }

    private static String note(Sample seen) {
        return "oldest of " + Plural.of(seen.messages(), "message") + " looked at and handed back"
                + (seen.all() ? ", all there are" : "");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
