package io.picasso.analytics.law;

import static io.picasso.analytics.law.Cases.oneOf;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.oracle.PlainOracle.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One random event of one session, with all its deliveries: re-sent by the producer, delivered late, replayed from the
 * lake. No two are the same event, because each payload carries a number of its own.
 *
 * @param message the message's members
 * @param client the time the producer means; empty where it says none that can be read
 * @param receipts when the deliveries reached us
 */
public record Happening(Map<String, Object> message, Optional<Instant> client, List<Instant> receipts) {
    private static final Instant BASE = Instant.parse("2025-12-28T09:15:02.481Z");
    private static final String LONG = "é😀".repeat(69);

    /** Some events of one session. */
    public static List<Happening> session(Random random) {
        List<Happening> happenings = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            happenings.add(of(random, i));
        }
        return happenings;
    }

    private static Happening of(Random random, int number) {
        String type = oneOf(
                random,
                "MESSAGE_SENT",
                "MESSAGE_SENT",
                "MESSAGE_RECEIVED",
                "MESSAGE_RECEIVED",
                "CTA_CLICKED",
                "LINK_CLICKED",
                "FORM_STARTED",
                "FORM_COMPLETED",
                "FORM_ABANDONED",
                "SESSION_END",
                "SOMETHING_NEW");
        Map<String, Object> payload = payload(type, random);
        payload.put("n", number);
        Optional<Instant> client = random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(BASE.plusMillis(1_519L * random.nextInt(6))
                        .minus(oneOf(random, 0, 0, 0, 1, 30), ChronoUnit.DAYS));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("session_id", "sess_lz1k9q2_ab12cd");
        message.put("tenant_id", Core.TENANT.hash());
        Object step = step(random);
        if (step != null) {
            message.put("step_number", step);
        }
        if (random.nextBoolean()) {
            message.put("event_id", "mine-" + random.nextInt(3));
        }
        boolean flat = random.nextBoolean();
        Object time = client.<Object>map(instant -> written(instant, random))
                .orElse(random.nextBoolean() ? "yesterday" : null);
        if (time != null) {
            message.put(flat ? "client_timestamp" : "timestamp", time);
        }
        if (flat) {
            message.put("event_type", type);
            message.put("event_payload", payload);
        } else {
            message.put("event", Map.of("type", type, "payload", payload));
        }
        List<Instant> receipts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            receipts.add(BASE.plus(Duration.ofHours(oneOf(random, 0, 1, 24 * 14, 24 * 16, 24 * 20))));
        }
        return new Happening(message, client, receipts);
    }

    private static Map<String, Object> payload(String type, Random random) {
        Map<String, Object> payload = new LinkedHashMap<>();
        if (type.startsWith("MESSAGE")) {
            put(
                    payload,
                    "content_preview",
                    oneOf(random, null, "", "  ", "Hello", "mail me: a.b@c.org", LONG, "x" + LONG, 17));
            put(payload, "response_time_ms", responseTime(random));
        } else if (type.startsWith("FORM")) {
            put(payload, "form_id", oneOf(random, null, "", "contact", "order", 5));
        }
        return payload;
    }

    private static Object responseTime(Random random) {
        return oneOf(random, null, -5, 0, 0.25, 1, 1100, 2000.0, 59_999, 59_999.75, 60_000, "1100", true, 1e300);
    }

    private static Object step(Random random) {
        return oneOf(random, null, 0, 1, 1, 2, "2", 2.0, 3, 999, 1000, 99_999_999);
    }

    private static Object written(Instant instant, Random random) {
        return oneOf(
                random,
                instant.toString(),
                instant.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString(),
                instant.toEpochMilli(),
                Long.toString(instant.toEpochMilli()));
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    /** Every delivery as an event, each written in its own way; some of them twice, by way of the lake. */
    public List<Event> deliveries(Random random) {
        List<Event> events = new ArrayList<>();
        for (Instant receipt : receipts) {
            Event event = Core.event(RandomJson.write(message, random), receipt);
            events.add(event);
            if (random.nextBoolean()) {
                events.add(Core.storedAndReplayed(event));
            }
        }
        return events;
    }

    /** The event for the oracle: with the receipt that lets the producer's time stand, else with the first. */
    public Sent sent(Random random) {
        Instant receipt = receipts.stream()
                .filter(this::isBelievableAt)
                .findFirst()
                .orElseGet(
                        () -> receipts.stream().min(Comparator.naturalOrder()).orElseThrow());
        String text = RandomJson.write(message, random);
        return Sent.of(
                Core.TENANT.id(),
                Core.TENANT.hash(),
                text,
                Optional.of(receipt),
                Core.event(text, receipt).fingerprint().value());
    }

    private boolean isBelievableAt(Instant receipt) {
        return client.filter(c -> !c.isBefore(receipt.minus(Duration.ofDays(15))))
                .filter(c -> !c.isAfter(receipt.plus(Duration.ofDays(1))))
                .isPresent();
    }
}
