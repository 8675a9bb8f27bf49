package io.picasso.analytics.metric;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.KnownEventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a tenant's events of a range, each given once, in any order. What it keeps grows with the sessions, the forms
 * and the kinds of events, not with the events.
 */
public final class EventFold {
    /** A duration of a form counts below so many seconds, about 31 years: more is no duration but a mistake. */
    public static final long MOST_SECONDS = 1_000_000_000L;

    private static final Set<KnownEventType> OF_FORMS =
            EnumSet.of(KnownEventType.FORM_VIEWED, KnownEventType.FORM_STARTED, KnownEventType.FORM_COMPLETED);

    /** A label and the event it is from. */
    private record Label(String text, Event event) {
        /** The later one, and of one instant the later text. */
        static Label later(Label one, Label other) {
            int order = one.event.occurredAt().compareTo(other.event.occurredAt());
            if (order == 0) {
                order = QuestionCounts.BY_CODE_POINT.compare(one.text, other.text);
            }
            return order >= 0 ? one : other;
        }
    }

    /** A form's field. */
    private record Field(String formId, String fieldId) {}

    /** What is remembered of a session. */
    private static final class Trace {
        private final Set<EventType> types = new HashSet<>();
        private final Set<LocalDate> periods = new HashSet<>();
        private @Nullable Event lastField;
        private boolean started;
        private boolean completed;
    }

    private final Granularity granularity;
    private final Optional<String> formId;
    private final Map<SessionId, Trace> sessions = new HashMap<>();
    private final Map<EventType, Long> types = new HashMap<>();
    private final Map<LocalDate, Long> periods = new HashMap<>();
    private final Map<String, FormTally> forms = new HashMap<>();
    private final Map<String, Label> labels = new HashMap<>();

    /**
     * @param granularity the length of periods, a day at least
     * @param formId the only form whose events count as a form's; empty for all
     */
    public EventFold(Granularity granularity, Optional<String> formId) {
        this.granularity = granularity;
        this.formId = formId;
    }

    /** Adds an event. */
    public void add(Event event) {
        Trace session = sessions.computeIfAbsent(event.session(), id -> new Trace());
        LocalDate period = granularity.startOf(UtcTime.day(event.occurredAt()));
        session.types.add(event.type());
        session.periods.add(period);
        types.merge(event.type(), 1L, Long::sum);
        periods.merge(period, 1L, Long::sum);
        KnownEventType.of(event.type()).ifPresent(type -> {
            String form = text(event, "form_id").orElse(FormCounts.UNKNOWN);
            if (formId.isEmpty() || formId.get().equals(form)) {
                addToForm(event, type, form, session);
            }
        });
    }

    private void addToForm(Event event, KnownEventType type, String form, Trace session) {
        if (type == KnownEventType.FORM_FIELD_SUBMITTED
                && (session.lastField == null || Event.BY_TIME.compare(session.lastField, event) < 0)) {
            session.lastField = event;
        }
        if (!OF_FORMS.contains(type)) {
            return;
        }
        session.started |= type == KnownEventType.FORM_STARTED;
        session.completed |= type == KnownEventType.FORM_COMPLETED;
        Optional<Long> seconds = type == KnownEventType.FORM_COMPLETED ? seconds(event) : Optional.empty();
        FormTally one = new FormTally(
                form,
                form,
                type == KnownEventType.FORM_VIEWED ? 1 : 0,
                type == KnownEventType.FORM_STARTED ? 1 : 0,
                type == KnownEventType.FORM_COMPLETED ? 1 : 0,
                seconds.orElse(0L),
                seconds.isPresent() ? 1 : 0);
        forms.merge(form, one, FormTally::plus);
        text(event, "form_label").ifPresent(label -> labels.merge(form, new Label(label, event), Label::later));
    }

    /** The duration of a completion, cut to whole seconds, where it says a positive one. */
    private static Optional<Long> seconds(Event completed) {
        return completed.payload().get("duration_seconds").orElse(null) instanceof JsonNumber number
                ? number.decimal()
                        .filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.valueOf(MOST_SECONDS)) < 0)
                        .map(value -> value.setScale(0, RoundingMode.DOWN).longValueExact())
                : Optional.empty();
    }

    private static Optional<String> text(Event event, String name) {
        return event.payload().text(name).filter(text -> !text.isEmpty());
    }

    /** What happened, by type and by period. */
    public Activity activity() {
        Map<String, EventTally> byType = new HashMap<>();
        types.forEach((type, events) -> byType.put(
                type.name(),
                new EventTally(
                        events,
                        sessions.values().stream()
                                .filter(session -> session.types.contains(type))
                                .count())));
        TreeMap<LocalDate, EventTally> byPeriod = new TreeMap<>();
        periods.forEach((period, events) -> byPeriod.put(
                period,
                new EventTally(
                        events,
                        sessions.values().stream()
                                .filter(session -> session.periods.contains(period))
                                .count())));
        long events = types.values().stream().mapToLong(Long::longValue).sum();
        return new Activity(new EventTally(events, sessions.size()), byType, byPeriod);
    }

    /** What happened to each form. */
    public FormCounts forms() {
        return new FormCounts(forms.values().stream()
                .map(form -> Optional.ofNullable(labels.get(form.formId()))
                        .map(label -> labelled(form, label.text()))
                        .orElse(form))
                .toList());
    }

    private static FormTally labelled(FormTally form, String label) {
        return new FormTally(
                form.formId(), label, form.views(), form.started(), form.completed(), form.seconds(), form.timed());
    }

    /** Where sessions left forms. */
    public FieldStops fields() {
        Map<Field, Long> counts = new HashMap<>();
        Map<Field, Label> fieldLabels = new HashMap<>();
        for (Trace session : sessions.values()) {
            Event last = session.lastField;
            if (session.started && !session.completed && last != null) {
                Field field = new Field(
                        text(last, "form_id").orElse(FormCounts.UNKNOWN),
                        text(last, "field_id").orElse(FormCounts.UNKNOWN));
                counts.merge(field, 1L, Long::sum);
                text(last, "field_label")
                        .ifPresent(label -> fieldLabels.merge(field, new Label(label, last), Label::later));
            }
        }
        List<FieldStop> stops = new ArrayList<>();
        counts.forEach((field, count) -> {
            Label label = fieldLabels.get(field);
            stops.add(new FieldStop(
                    field.fieldId(), label == null ? field.fieldId() : label.text(), field.formId(), count));
        });
        return new FieldStops(
                stops, counts.values().stream().mapToLong(Long::longValue).sum());
    }
}
