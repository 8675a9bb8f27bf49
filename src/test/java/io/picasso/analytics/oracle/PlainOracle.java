package io.picasso.analytics.oracle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Computes the summary of every session from the raw messages of its distinct events.
 *
 * <p>Two things are taken as given, because the definition leaves them to the code: how a text is redacted, and each
 * event's fingerprint, which here only decides between events of the same step and time.
 */
public final class PlainOracle {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final int retentionDays;
    private final UnaryOperator<String> redaction;

    public PlainOracle(int retentionDays, UnaryOperator<String> redaction) {
        this.retentionDays = retentionDays;
        this.redaction = redaction;
    }

    /**
     * A valid event as it was sent.
     *
     * @param wire the message's members
     * @param received when it reached us; empty for input without such a time
     */
    public record Sent(
            String tenantId,
            String tenantHash,
            Map<String, Object> wire,
            Optional<Instant> received,
            String fingerprint) {
        /** The event whose message is that text. */
        @SuppressWarnings("unchecked")
        public static Sent of(
                String tenantId, String tenantHash, String text, Optional<Instant> received, String fingerprint) {
            try {
                return new Sent(tenantId, tenantHash, MAPPER.readValue(text, Map.class), received, fingerprint);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where a summary belongs. */
    public record Key(String tenantHash, String sessionId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::tenantHash)
                    .thenComparing(Key::sessionId)
                    .compare(this, other);
        }
    }

    /** The attributes of a summary as they stand in the table; an empty one is absent there. */
    public record Row(
            String tenantId,
            String sessionId,
            String startedAt,
            String endedAt,
            long eventCount,
            long messageCount,
            long userMessageCount,
            long botMessageCount,
            long totalResponseTimeMs,
            long responseCount,
            Optional<String> firstQuestion,
            Optional<String> outcome,
            Optional<String> formId,
            long ttl) {}

    /** What is read out of one message. */
    private record Seen(String type, Map<?, ?> payload, long time, int step, String fingerprint) {}

    private static final Comparator<Seen> BY_STEP =
            Comparator.comparingInt(Seen::step).thenComparingLong(Seen::time).thenComparing(Seen::fingerprint);
    private static final Comparator<Seen> BY_TIME =
            Comparator.comparingLong(Seen::time).thenComparingInt(Seen::step).thenComparing(Seen::fingerprint);

    /** The summaries of all sessions that the events belong to. */
    public Map<Key, Row> summaries(Collection<Sent> events) {
        Map<Key, List<Sent>> sessions = new TreeMap<>();
        for (Sent sent : events) {
            Key key = new Key(sent.tenantHash(), (String) sent.wire().get("session_id"));
            sessions.computeIfAbsent(key, k -> new ArrayList<>()).add(sent);
        }
        Map<Key, Row> rows = new TreeMap<>();
        sessions.forEach((key, sent) -> rows.put(key, row(key, sent)));
        return rows;
    }

    private Row row(Key key, List<Sent> sent) {
        List<Seen> seen = new ArrayList<>();
        for (Sent one : sent) {
            seen.add(see(one));
        }
        long started = Long.MAX_VALUE;
        long ended = Long.MIN_VALUE;
        long users = 0;
        long bots = 0;
        long total = 0;
        long responses = 0;
        for (Seen one : seen) {
            started = Math.min(started, one.time());
            ended = Math.max(ended, one.time());
            if (one.type().equals("MESSAGE_SENT")) {
                users++;
            }
            if (one.type().equals("MESSAGE_RECEIVED")) {
                bots++;
                BigDecimal response = number(one.payload().get("response_time_ms"));
                if (response != null
                        && response.compareTo(BigDecimal.ZERO) > 0
                        && response.compareTo(BigDecimal.valueOf(60_000)) < 0) {
                    total += response.longValue();
                    responses++;
                }
            }
        }
        return new Row(
                sent.get(0).tenantId(),
                key.sessionId(),
                MILLIS.format(Instant.ofEpochMilli(started)),
                MILLIS.format(Instant.ofEpochMilli(ended)),
                seen.size(),
                users + bots,
                users,
                bots,
                total,
                responses,
                firstQuestion(seen),
                outcome(seen),
                formId(seen),
                Math.floorDiv(ended, 1_000L) + retentionDays * 86_400L);
    }

    private Optional<String> firstQuestion(List<Seen> seen) {
        List<Seen> ordered = new ArrayList<>(seen);
        ordered.sort(BY_STEP);
        for (Seen one : ordered) {
            if (one.type().equals("MESSAGE_SENT")
                    && one.payload().get("content_preview") instanceof String text
                    && !text.isBlank()) {
                String safe = redaction.apply(text);
                int end = Math.min(200, safe.length());
                while (end < safe.length() && Character.isLowSurrogate(safe.charAt(end))) {
                    end--;
                }
                return Optional.of(safe.substring(0, end));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> outcome(List<Seen> seen) {
        List<Seen> ordered = new ArrayList<>(seen);
        ordered.sort(BY_TIME);
        String click = null;
        boolean abandoned = false;
        for (Seen one : ordered) {
            switch (one.type()) {
                case "FORM_COMPLETED" -> {
                    return Optional.of("form_completed");
                }
                case "LINK_CLICKED" -> click = click == null ? "link_clicked" : click;
                case "CTA_CLICKED" -> click = click == null ? "cta_clicked" : click;
                case "FORM_ABANDONED" -> abandoned = true;
                default -> {}
            }
        }
        if (click != null) {
            return Optional.of(click);
        }
        // A form that was started and left in silence counts as abandoned on read; the table says nothing then.
        return abandoned ? Optional.of("abandoned") : Optional.empty();
    }

    private static Optional<String> formId(List<Seen> seen) {
        List<Seen> ordered = new ArrayList<>(seen);
        ordered.sort(BY_TIME);
        Optional<String> formId = Optional.empty();
        for (Seen one : ordered) {
            if (one.type().equals("FORM_COMPLETED")) {
                formId = one.payload().get("form_id") instanceof String id && !id.isEmpty()
                        ? Optional.of(id)
                        : Optional.empty();
            }
        }
        return formId;
    }

    private static Seen see(Sent sent) {
        Map<String, Object> wire = sent.wire();
        Object type;
        Object payload;
        Object time;
        if (wire.get("event_type") != null) {
            type = wire.get("event_type");
            payload = wire.get("event_payload");
            time = wire.get("client_timestamp") == null ? wire.get("timestamp") : wire.get("client_timestamp");
        } else {
            Map<?, ?> event = wire.get("event") instanceof Map<?, ?> map ? map : Map.of();
            type = event.get("type");
            payload = event.get("payload");
            time = wire.get("timestamp");
        }
        Object step = wire.get("step_number");
        return new Seen(
                type == null ? "UNKNOWN" : (String) type,
                payload instanceof Map<?, ?> map ? map : Map.of(),
                occurredAt(time, sent.received()),
                step == null ? 0 : new BigDecimal(step.toString().trim()).intValueExact(),
                sent.fingerprint());
    }

    /** The client's time when it is within 15 days before and 24 hours after the receipt, else the receipt's. */
    private static long occurredAt(Object time, Optional<Instant> received) {
        Optional<Instant> client = clientTime(time);
        if (received.isEmpty()) {
            return client.orElseThrow().toEpochMilli();
        }
        Instant arrival = Instant.ofEpochMilli(received.get().toEpochMilli());
        if (client.isPresent()) {
            Instant claimed = Instant.ofEpochMilli(client.get().toEpochMilli());
            Duration late = Duration.between(claimed, arrival);
            if (late.compareTo(Duration.ofDays(15)) <= 0 && late.compareTo(Duration.ofDays(-1)) >= 0) {
                return claimed.toEpochMilli();
            }
        }
        return arrival.toEpochMilli();
    }

    private static Optional<Instant> clientTime(Object time) {
        if (time == null) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(time.toString());
            BigDecimal millis = number.compareTo(BigDecimal.valueOf(100_000_000_000L)) < 0
                    ? number.multiply(BigDecimal.valueOf(1_000))
                    : number;
            return Optional.of(
                    Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
        } catch (NumberFormatException notANumber) {
            try {
                return Optional.of(OffsetDateTime.parse(time.toString()).toInstant());
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        }
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof BigInteger integer ? new BigDecimal(integer) : null;
    }
}
