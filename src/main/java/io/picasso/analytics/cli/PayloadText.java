package io.picasso.analytics.cli;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an event says about itself, on one line for a person. */
final class PayloadText {
    /** What a visitor saw stands first, without its name. */
    private static final List<String> LABELS =
            List.of("cta_label", "link_text", "chip_label", "form_label", "field_label", "prompt_text");

    private static final BigDecimal LONGEST_MS =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private PayloadText() {}

    /** Who spoke, or what was done, in a word or two. */
    static String kind(EventType type) {
        if (type.equals(EventType.MESSAGE_SENT)) {
            return "visitor";
        }
        return type.equals(EventType.MESSAGE_RECEIVED)
                ? "bot"
                : type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The text of a message; the label and the other members of anything else. */
    static String detail(Event event) {
        if (event.type().isMessage()) {
            return event.payload()
                    .text("content_preview")
                    .map(SessionFields::oneLine)
                    .orElse("(no text)");
        }
        List<String> parts = new ArrayList<>();
        LABELS.forEach(label ->
                event.payload().text(label).filter(text -> !text.isBlank()).ifPresent(parts::add));
        event.payload().members().forEach((name, value) -> {
            if (!LABELS.contains(name) && !(value instanceof JsonNull)) {
                parts.add(name + "=" + shown(value));
            }
        });
        return SessionFields.oneLine(String.join(" ", parts));
    }

    /** How long the bot took, whether or not it counts; empty where the event does not say. */
    static Optional<Duration> responseTime(Event event) {
        if (!event.type().equals(EventType.MESSAGE_RECEIVED)
                || !(event.payload().members().get("response_time_ms") instanceof JsonNumber number)) {
            return Optional.empty();
        }
        return number.decimal()
                .filter(time -> time.signum() >= 0 && time.compareTo(LONGEST_MS) < 0)
                .map(time ->
                        Duration.ofMillis(time.setScale(0, RoundingMode.DOWN).longValueExact()));
    }

    private static String shown(JsonValue value) {
        return value instanceof JsonString string ? string.value() : JsonText.compact(value);
    }
}
