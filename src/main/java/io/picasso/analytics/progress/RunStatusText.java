package io.picasso.analytics.progress;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/** The form in which a run's status and the wishes to it lie between two processes. */
public final class RunStatusText {
    private RunStatusText() {}

    /** Writes a status. */
    public static JsonObject write(RunStatus status) {
        Map<String, JsonValue> to = new LinkedHashMap<>();
        to.put("state", new JsonString(status.state().name()));
        to.put("at", new JsonString(UtcTime.format(status.at())));
        to.put("started_at", new JsonString(UtcTime.format(status.startedAt())));
        number(to, "lines", status.counts().lines());
        number(to, "events", status.counts().events());
        number(to, "repeated", status.counts().repeated());
        number(to, "expired", status.counts().expired());
        number(to, "outside", status.counts().outside());
        number(to, "rejected", status.counts().rejected());
        number(to, "sessions", status.written().sessions());
        number(to, "written", status.written().events());
        number(to, "present", status.written().present());
        decimal(to, "units", status.written().units());
        number(to, "shards", status.shards());
        number(to, "shards_done", status.shardsDone());
        number(to, "bytes", status.bytes());
        number(to, "bytes_done", status.bytesDone());
        status.rate().ifPresent(rate -> decimal(to, "rate", rate));
        decimal(to, "units_per_second", status.unitsPerSecond());
        decimal(to, "events_per_second", status.eventsPerSecond());
        number(to, "throttled", status.throttled());
        return new JsonObject(to);
    }

    /** Reads a status; empty when it is none. */
    public static Optional<RunStatus> readStatus(JsonValue value) {
        try {
            return value instanceof JsonObject from ? Optional.of(status(from)) : Optional.empty();
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RunStatus status(JsonObject from) {
        return new RunStatus(
                RunStatus.State.valueOf(from.text("state").orElseThrow()),
                time(from, "at"),
                time(from, "started_at"),
                new LineCounts(
                        whole(from, "lines"),
                        whole(from, "events"),
                        whole(from, "repeated"),
                        whole(from, "expired"),
                        whole(from, "outside"),
                        whole(from, "rejected")),
                new WriteCounts(
                        whole(from, "sessions"),
                        whole(from, "written"),
                        whole(from, "present"),
                        find(from, "units").orElseThrow()),
                whole(from, "shards"),
                whole(from, "shards_done"),
                whole(from, "bytes"),
                whole(from, "bytes_done"),
                find(from, "rate"),
                find(from, "units_per_second").orElseThrow(),
                find(from, "events_per_second").orElseThrow(),
                whole(from, "throttled"));
    }

    /** Writes a wish. */
    public static JsonObject write(RunWish wish) {
        Map<String, JsonValue> to = new LinkedHashMap<>();
        to.put("paused", new JsonValue.JsonBoolean(wish.paused()));
        if (wish.rateGiven()) {
            to.put(
                    "rate",
                    wish.rate().isPresent()
                            ? new JsonNumber(new BigDecimal(wish.rate().getAsDouble()).toPlainString())
                            : JsonValue.JsonNull.NULL);
        }
        return new JsonObject(to);
    }

    /** Reads a wish; empty when it is none. */
    public static Optional<RunWish> readWish(JsonValue value) {
        return value instanceof JsonObject from
                        && from.get("paused").orElse(JsonValue.JsonNull.NULL) instanceof JsonValue.JsonBoolean paused
                ? Optional.of(new RunWish(paused.value(), from.get("rate").isPresent(), find(from, "rate")))
                : Optional.empty();
    }

    private static void number(Map<String, JsonValue> to, String name, long number) {
        to.put(name, new JsonNumber(Long.toString(number)));
    }

    private static void decimal(Map<String, JsonValue> to, String name, double number) {
        to.put(name, new JsonNumber(new BigDecimal(number).toPlainString()));
    }

    private static Instant time(JsonObject from, String name) {
        return from.text(name).flatMap(UtcTime::parse).orElseThrow();
    }

    private static long whole(JsonObject from, String name) {
        return (long) find(from, name).orElseThrow();
    }

    private static OptionalDouble find(JsonObject from, String name) {
        return from.get(name).orElse(JsonValue.JsonNull.NULL) instanceof JsonNumber number
                ? OptionalDouble.of(Double.parseDouble(number.text()))
                : OptionalDouble.empty();
    }
}
