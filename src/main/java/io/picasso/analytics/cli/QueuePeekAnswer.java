package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Harmless;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.queue.MessageContents;
import io.picasso.analytics.operation.queue.MessageContents.Header;
import io.picasso.analytics.operation.queue.MessageContents.Problem;
import io.picasso.analytics.operation.queue.Peek;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Messages that were looked at.
 *
 * @param missing ids that were asked for and not seen
 * @param shown what of a text is shown; empty for nothing
 * @param now from which ages are counted
 */
record QueuePeekAnswer(
        String environment,
        QueueRole role,
        Peek.Report report,
        List<String> missing,
        Function<String, Optional<String>> shown,
        Instant now)
        implements Answer {
    private static final int MOST_PROBLEMS = 5;

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("queue", role.word());
        data.put("name", report.queue().name());
        data.put("waiting", report.queue().visible());
        data.put("in_flight", report.queue().inFlight());
        data.put("looked_at", report.lookedAt());
        data.put("without_attempts_left", report.spent());
        data.put("not_handed_back", report.notHandedBack());
        data.put("ids_not_seen", missing);
        data.put("messages", report.messages().stream().map(this::row).toList());
        return data;
    }

    private Map<String, Object> row(Peek.Seen message) {
        MessageContents contents = message.contents();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", message.id());
        row.put("sent_at", UtcTime.format(message.sentAt()));
        row.put("age_seconds", age(message).toSeconds());
        row.put("receive_count", message.deliveries());
        row.put("attempts_left", attemptsLeft(message).orElse(null));
        row.put("bytes", message.bytes());
        row.put("reasons", List.copyOf(contents.reasons()));
        row.put("events", contents.events().stream().map(QueuePeekAnswer::row).toList());
        row.put(
                "problems",
                contents.problems().stream().map(QueuePeekAnswer::row).toList());
        row.put("run", contents.shard().map(MessageContents.Shard::run).orElse(null));
        row.put("shard", contents.shard().map(MessageContents.Shard::name).orElse(null));
        row.put("body", shown.apply(message.body()).orElse(null));
        return row;
    }

    private static Map<String, Object> row(Header event) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("position", event.position());
        row.put("event_type", event.type());
        row.put("session_id", event.session());
        row.put("step_number", event.step());
        row.put("tenant_hash", event.tenantHash());
        row.put("tenant_id", event.tenantId().orElse(null));
        return row;
    }

    private static Map<String, Object> row(Problem problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("position", problem.position().isPresent() ? problem.position().getAsInt() : null);
        row.put("reason", problem.reason());
        row.put("detail", problem.detail());
        return row;
    }

    private Duration age(Peek.Seen message) {
        Duration age = Duration.between(message.sentAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Empty where the queue does not count them. */
    private Optional<Integer> attemptsLeft(Peek.Seen message) {
        return report.queue()
                .redrive()
                .map(Redrive::maxReceiveCount)
                .map(most -> Math.max(0, most - message.deliveries()));
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("messages");
    }

    @Override
    public void draw(Screen screen) {
        report.messages().forEach(message -> draw(message, screen));
        screen.line(String.format(
                Locale.ROOT,
                "%s of queue %s shown, %,d looked at; about %,d wait and %,d are in flight, which cannot be looked at.",
                Plural.of(report.messages().size(), "message"),
                report.queue().name(),
                report.lookedAt(),
                report.queue().visible(),
                report.queue().inFlight()));
        if (report.queue().redrive().isPresent() && report.lookedAt() > 0) {
            screen.line("Each message looked at has one attempt less now.");
        }
        if (report.spent() > 0) {
            screen.line(screen.toned(
                    Tone.WARNING,
                    Plural.of(report.spent(), "message") + " had the last attempt; the next receive moves it to "
                            + report.queue()
                                    .redrive()
                                    .map(Redrive::deadLetterQueue)
                                    .orElse("")
                            + ". From there 'queue redrive' brings it back."));
        }
        if (report.notHandedBack() > 0) {
            screen.line(screen.toned(
                    Tone.WARNING,
                    Plural.of(report.notHandedBack(), "message") + " could not be handed back, and can be received"
                            + " again in two minutes."));
        }
        missing.forEach(id -> screen.line(screen.toned(Tone.WARNING, "not seen") + "  " + id));
    }

    private void draw(Peek.Seen message, Screen screen) {
        screen.line(screen.toned(Tone.STRONG, message.id()) + "  " + Spans.text(age(message)) + " old, received "
                + Plural.of(message.deliveries(), "time")
                + attemptsLeft(message).map(left -> ", " + left + " left").orElse("")
                + ", " + Plural.of(message.bytes(), "byte"));
        MessageContents contents = message.contents();
        contents.shard().ifPresent(shard -> screen.line("  shard " + shard.name() + " of run " + shard.run()));
        if (!contents.events().isEmpty()) {
            screen.line("  " + events(contents.events()));
        }
        contents.problems().stream()
                .limit(MOST_PROBLEMS)
                .forEach(problem -> screen.line("  "
                        + screen.toned(Tone.WARNING, problem.reason())
                        + (problem.position().isPresent()
                                ? " at position " + problem.position().getAsInt()
                                : "") + ": "
                        + Harmless.text(problem.detail())));
        if (contents.problems().size() > MOST_PROBLEMS) {
            screen.line("  and " + (contents.problems().size() - MOST_PROBLEMS) + " more");
        }
        if (contents.problems().isEmpty()) {
            screen.line("  " + screen.toned(Tone.GOOD, String.join(", ", contents.reasons())));
        }
        shown.apply(message.body()).ifPresent(text -> screen.line("  " + Harmless.text(text)));
    }

    /** Such as {@code 3 MESSAGE_SENT, 1 CHAT_OPENED of session sess_1 and 2 more, tenant COFFEE001}. */
    private static String events(List<Header> events) {
        Map<String, Long> types =
                events.stream().collect(Collectors.groupingBy(Header::type, TreeMap::new, Collectors.counting()));
        List<String> sessions = events.stream().map(Header::session).distinct().toList();
        List<String> tenants = events.stream()
                .map(event -> event.tenantId().orElse(event.tenantHash()))
                .distinct()
                .toList();
        return types.entrySet().stream()
                        .map(type -> type.getValue() + " " + Harmless.text(type.getKey()))
                        .collect(Collectors.joining(", "))
                + " of session " + firstOf(sessions) + ", tenant " + firstOf(tenants);
    }

    private static String firstOf(List<String> all) {
        return all.get(0) + (all.size() > 1 ? " and " + (all.size() - 1) + " more" : "");
    }
}
