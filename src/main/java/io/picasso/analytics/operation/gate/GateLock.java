package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one run at a time measure an environment: an object that only one can create, renewed while it is held. One that
 * was left by a process which is gone, or has been silent for long, is taken over.
 */
final class GateLock implements AutoCloseable {
    private static final String PATH = "ops/gates/running.json";
    private static final String TYPE = "application/json";

    /** No check takes longer without a sign of life. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final ObjectStore store;
    private final JsonParser parser;
    private final GateRequest request;
    private final Clock clock;

    /** By which this holder knows itself again. */
    private final String token = UUID.randomUUID().toString();

    private GateLock(ObjectStore store, JsonParser parser, GateRequest request, Clock clock) {
        this.store = store;
        this.parser = parser;
        this.request = request;
        this.clock = clock;
    }

    /**
     * Takes the lock.
     *
     * @throws Failure GATE_BUSY when another run holds it
     */
    static GateLock take(ObjectStore store, JsonParser parser, GateRequest request, Clock clock) {
        GateLock lock = new GateLock(store, parser, request, clock);
        while (!store.create(PATH, lock.text(), TYPE)) {
            Optional<JsonObject> holder = lock.holder();
            if (holder.isPresent() && lock.isAlive(holder.get())) {
                throw Failure.of(FailureCode.GATE_BUSY, "Another run of a gate is under way")
                        .why(holder.get().text("who").orElse("somebody") + ", since "
                                + holder.get().text("at").orElse("an unknown time"));
            }
            store.delete(PATH);
        }
        return lock;
    }

    /** A process that is there may be another one of the same number: it has to give signs of life as well. */
    private boolean isAlive(JsonObject holder) {
        boolean here = holder.text("host").equals(Optional.of(request.host()));
        Optional<Long> process = holder.get("process")
                .filter(JsonNumber.class::isInstance)
                .flatMap(number -> ((JsonNumber) number).decimal())
                .map(number -> number.longValue());
        if (here
                && process.filter(number -> ProcessHandle.of(number)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty())
                        .isPresent()) {
            return false;
        }
        Optional<Instant> beat = holder.text("at").flatMap(UtcTime::parse);
        return beat.filter(at -> at.plus(SILENCE).isAfter(clock.instant())).isPresent();
    }

    private Optional<JsonObject> holder() {
        return store.get(PATH)
                .flatMap(text -> parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                                && accepted.value() instanceof JsonObject object
                        ? Optional.of(object)
                        : Optional.empty());
    }

    private boolean isOurs() {
        return holder().flatMap(holder -> holder.text("token"))
                .filter(token::equals)
                .isPresent();
    }

    /**
     * A sign of life.
     *
     * @throws Failure GATE_BUSY when another run has taken the place: it has removed what this one wrote
     */
    void renew() {
        if (!isOurs()) {
            throw Failure.of(FailureCode.GATE_BUSY, "Another run of a gate has taken this one's place")
                    .why("this one gave no sign of life for " + SILENCE.toMinutes() + " minutes");
        }
        store.put(PATH, text(), TYPE);
    }

    private byte[] text() {
        return JsonText.compact(new JsonMembers()
                        .put("who", request.who())
                        .put("host", request.host())
                        .put("process", request.process())
                        .put("token", token)
                        .put("phase", request.phase().number())
                        .put("at", UtcTime.format(clock.instant()))
                        .object())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (isOurs()) {
            store.delete(PATH);
        }
    }
}
