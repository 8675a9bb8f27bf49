package io.picasso.analytics.operation.metrics;

import static io.picasso.analytics.law.Cases.oneOf;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventTime;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.Producer;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random sessions around the bounds that matter: of ranges, days, hours, retention and clocks that are changed. */
final class RandomTraffic {
    private static final String[] TYPES = {
        "MESSAGE_SENT", "MESSAGE_SENT", "MESSAGE_RECEIVED", "MESSAGE_RECEIVED", "WIDGET_OPENED", "ACTION_CHIP_CLICKED",
        "CTA_CLICKED", "LINK_CLICKED", "FORM_VIEWED", "FORM_STARTED", "FORM_STARTED", "FORM_FIELD_SUBMITTED",
        "FORM_FIELD_SUBMITTED", "FORM_COMPLETED", "FORM_ABANDONED", "CHAT_OPENED", "PAGE_VIEW", "SOMETHING_NEW"
    };
    private static final String LONG = "What about \uD83D\uDE00 and " + "a very long question ".repeat(14);

    private final Random random;
    private final Instant now;

    RandomTraffic(Random random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /** That many sessions, no event twice. Times of events are not after now by more than a producer's clock may be ahead. */
    List<Event> sessions(Tenant tenant, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            session(tenant, "sess_" + i, events);
        }
        Set<Object> seen = new HashSet<>();
        return events.stream()
                .filter(event -> seen.add(List.of(event.session(), event.fingerprint())))
                .toList();
    }

    private void session(Tenant tenant, String id, List<Event> events) {
        Instant time = start();
        int count = 1 + random.nextInt(9);
        int step = 0;
        for (int i = 0; i < count; i++) {
            step += random.nextInt(2);
            events.add(event(tenant, id, step, time));
            time = time.plusMillis(oneOf(random, 0, 1, 900, 40_000, 40_000, 1_800_000, 30_000_000, 80_000_000));
            if (time.isAfter(now.plus(Duration.ofHours(20)))) {
                return;
            }
        }
    }

    /** On few days, since each is a file: those around the bounds of ranges, a change of clocks, and a new year. */
    private Instant start() {
        int days = oneOf(random, 0, 0, 1, 1, 2, 7, 8, 30, 31, 68, 69, 90, 91, 17);
        Instant day = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        Instant time = day.plusMillis((long) (random.nextDouble() * 86_400_000));
        return switch (random.nextInt(6)) {
            case 0 -> day;
            case 1 -> day.plus(Duration.ofDays(1)).minusMillis(1);
            case 2 -> time.truncatedTo(ChronoUnit.HOURS);
            case 3 -> time.truncatedTo(ChronoUnit.HOURS).minusMillis(1);
            // Exactly on the bound of the retention, and a little to each side.
            case 4 ->
                now.truncatedTo(ChronoUnit.SECONDS)
                        .minus(Duration.ofDays(90))
                        .plusMillis(oneOf(random, -1, 0, 1, 999, 1_000, 1_001));
            default -> time;
        };
    }

    private Event event(Tenant tenant, String id, int step, Instant time) {
        EventType type = new EventType(oneOf(random, TYPES));
        JsonObject payload = payload(type.name());
        return made(tenant, new SessionId(id), step, type, payload, time, time.plusMillis(random.nextInt(90_000)));
    }

    static Event made(
            Tenant tenant, SessionId id, int step, EventType type, JsonObject payload, Instant time, Instant received) {
        String client = UtcTime.format(time);
        return new Event(
                tenant,
                id,
                step,
                type,
                payload,
                new EventTime(client, received, time, false),
                Fingerprint.of(tenant.hash(), id, step, type, client, payload, null),
                Producer.UNNAMED);
    }

    /** The same event once more, as it comes when it is delivered again. */
    Event again(Event event) {
        EventTime time = event.time();
        return new Event(
                event.tenant(),
                event.session(),
                event.step(),
                event.type(),
                event.payload(),
                new EventTime(
                        time.client(),
                        event.occurredAt().plusSeconds(1 + random.nextInt(5_000)),
                        time.occurredAt(),
                        false),
                event.fingerprint(),
                event.producer());
    }

    private JsonObject payload(String type) {
        StringBuilder text = new StringBuilder("{\"n\":1");
        if (type.startsWith("MESSAGE")) {
            member(
                    text,
                    "content_preview",
                    oneOf(
                            random,
                            null,
                            "\"\"",
                            "\"  \"",
                            "\"Can I volunteer?\"",
                            "\" Can I volunteer?\\n\"",
                            "\"How do I donate\\u2003\"",
                            "\"caf\\u00e9 \\ud83d\\ude00 it's \\\"so\\\" \\\\ \\n x\"",
                            "\"\\uffee last\"",
                            "\"\\ud83d\\ude00 first\"",
                            "17",
                            "null",
                            "{\"a\":1}",
                            quoted(LONG),
                            quoted("  " + LONG)));
            member(
                    text,
                    "response_time_ms",
                    oneOf(
                            random,
                            null,
                            "1100",
                            "640",
                            "0",
                            "-5",
                            "0.25",
                            "2000.0",
                            "59999.75",
                            "60000",
                            "1e300",
                            "\"1100\"",
                            "true",
                            "null",
                            "7e2"));
        } else if (type.startsWith("FORM")) {
            member(
                    text,
                    "form_id",
                    oneOf(random, null, "\"\"", "\"contact\"", "\"contact\"", "\"order_2\"", "5", "null"));
            member(text, "form_label", oneOf(random, null, "\"\"", "\"Contact us\"", "\"Write to us\"", "7"));
            member(text, "field_id", oneOf(random, null, "\"email\"", "\"phone\"", "\"age\"", "\"\"", "3"));
            member(text, "field_label", oneOf(random, null, "\"E-mail\"", "\"Your phone\"", "\"\""));
            member(
                    text,
                    "duration_seconds",
                    oneOf(random, null, "12", "12.5", "0", "-3", "0.5", "1e300", "\"30\"", "61", "90", "false"));
        }
        return Core.object(text.append('}').toString());
    }

    private static void member(StringBuilder text, String name, String value) {
        if (value != null) {
            text.append(",\"").append(name).append("\":").append(value);
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(text, out);
        return out.toString();
    }
}
