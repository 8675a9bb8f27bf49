package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gathers the events of one session and says what they mean together. The result depends on the set of distinct events
 * alone: not on their order, on repeats, or on how they were split over folds that are merged later.
 *
 * <p>Not safe for many threads.
 */
public final class SessionFold {
    /** Longest preview of the first question, in characters. */
    public static final int PREVIEW_LENGTH = 200;

    private static final BigDecimal RESPONSE_TIME_LIMIT_MS = BigDecimal.valueOf(60_000);

    private final Retention retention;
    private final Map<Fingerprint, Event> events = new HashMap<>();

    public SessionFold(Retention retention) {
        this.retention = retention;
    }

    /** The fold over some events of one session. */
    public static SessionFold over(Collection<Event> events, Retention retention) {
        SessionFold fold = new SessionFold(retention);
        events.forEach(fold::add);
        return fold;
    }

    /** Adds an event; one that is there already changes nothing. */
    public void add(Event event) {
        events.merge(event.fingerprint(), event, Event::or);
    }

    /** Adds all events of another fold of the same session. */
    public void merge(SessionFold other) {
        other.events.values().forEach(this::add);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** The distinct events in the order of a timeline. */
    public List<Event> timeline() {
        return events.values().stream().sorted(Event.BY_STEP).toList();
    }

    /** The summary; empty when there is no event. */
    public Optional<SessionSummary> summary() {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Event first = events.values().stream().min(Event.BY_TIME).orElseThrow();
        Event last = events.values().stream().max(Event.BY_TIME).orElseThrow();
        return Optional.of(new SessionSummary(
                first.tenant(),
                first.session(),
                first.occurredAt(),
                last.occurredAt(),
                counters(),
                firstQuestion(),
                settledOutcome(),
                has(EventType.FORM_STARTED),
                of(EventType.FORM_COMPLETED)
                        .max(Event.BY_TIME)
                        .flatMap(event -> event.payload().text("form_id"))
                        .filter(id -> !id.isEmpty()),
                retention.expiryOf(last.occurredAt())));
    }

    private Counters counters() {
        return events.values().stream().map(SessionFold::count).reduce(Counters.ZERO, Counters::plus);
    }

    private static Counters count(Event event) {
        if (event.type().equals(EventType.MESSAGE_SENT)) {
            return new Counters(1, 1, 0, 0, 0);
        }
        if (!event.type().equals(EventType.MESSAGE_RECEIVED)) {
            return new Counters(1, 0, 0, 0, 0);
        }
        return responseTimeMs(event)
                .map(time -> new Counters(1, 0, 1, time, 1))
                .orElseGet(() -> new Counters(1, 0, 1, 0, 0));
    }

    /** The response time of a bot's message, cut to whole milliseconds, when it counts: over 0 and under a minute. */
    public static Optional<Long> responseTimeMs(Event event) {
        if (!event.type().equals(EventType.MESSAGE_RECEIVED)
                || !(event.payload().members().get("response_time_ms") instanceof JsonNumber number)) {
            return Optional.empty();
        }
        return number.decimal()
                .filter(time -> time.signum() > 0 && time.compareTo(RESPONSE_TIME_LIMIT_MS) < 0)
                .map(time -> time.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private Optional<String> firstQuestion() {
        return events.values().stream()
                .sorted(Event.BY_STEP)
                .map(SessionFold::question)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What an event says as a first question: the preview of a visitor's message; empty where there is none. */
    static Optional<String> question(Event event) {
        return event.type().equals(EventType.MESSAGE_SENT)
                ? event.payload()
                        .text("content_preview")
                        .filter(text -> !text.isBlank())
                        .map(SessionFold::preview)
                : Optional.empty();
    }

    private Optional<Outcome> settledOutcome() {
        if (has(EventType.FORM_COMPLETED)) {
            return Optional.of(Outcome.FORM_COMPLETED);
        }
        Optional<Outcome> clicked = Stream.concat(of(EventType.LINK_CLICKED), of(EventType.CTA_CLICKED))
                .min(Event.BY_TIME)
                .map(event -> event.type().equals(EventType.LINK_CLICKED) ? Outcome.LINK_CLICKED : Outcome.CTA_CLICKED);
        return clicked.or(() -> has(EventType.FORM_ABANDONED) ? Optional.of(Outcome.ABANDONED) : Optional.empty());
    }

    private boolean has(EventType type) {
        return of(type).findAny().isPresent();
    }

    private Stream<Event> of(EventType type) {
        return events.values().stream().filter(event -> event.type().equals(type));
    }

    /** The beginning of a text, at most {@link #PREVIEW_LENGTH} characters; no pair of surrogates is cut in two. */
    public static String preview(String text) {
        if (text.length() <= PREVIEW_LENGTH) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(PREVIEW_LENGTH - 1));
        return text.substring(0, inPair ? PREVIEW_LENGTH - 1 : PREVIEW_LENGTH);
    }
}
