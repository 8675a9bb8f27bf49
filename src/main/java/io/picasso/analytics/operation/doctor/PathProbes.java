package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.doctor.ProbeEvents.Format;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.port.FunctionControl.Answer;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.tenant.TenantMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The way of an event: handed to the function, and through the queue; of every type, in both wire formats. */
final class PathProbes {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Patient patient;
    private final ProbeEvents events;
    private final Duration wait;
    private final BooleanSupplier stop;
    private boolean wrote;

    /** @param wait how long a message may take from the queue to the lake */
    PathProbes(Patient patient, ProbeEvents events, Duration wait, BooleanSupplier stop) {
        this.patient = patient;
        this.events = events;
        this.wait = wait;
        this.stop = stop;
    }

    /** Whether anything was written that is to be removed. */
    boolean wrote() {
        return wrote;
    }

    /** Makes the doctor's tenant known. */
    void know() {
        wrote = true;
        patient.tenants()
                .add(new TenantMapping(ProbeEvents.TENANT, Optional.empty(), Optional.of("picasso-analytics doctor")));
    }

    /** @param tables whether the function writes the session tables */
    Measurement processing(boolean tables) {
        know();
        List<JsonObject> all = new ArrayList<>();
        for (Format format : Format.values()) {
            all.addAll(events.of(format, events.session(format)));
        }
        Answer answer = patient.functionControl()
                .invoke(patient.processor().name(), batch(all).getBytes(StandardCharsets.UTF_8));
        List<String> seen = new ArrayList<>();
        if (answer.failed()) {
            seen.add("the function answered with an error: " + shortened(answer.text()));
        }
        int failedMessages = answer.failed() ? 0 : failures(answer);
        if (failedMessages > 0) {
            seen.add(failedMessages + " of " + all.size() + " messages were handed back");
        }
        int lostInLake = 0;
        int lostInTables = 0;
        for (Format format : Format.values()) {
            SessionId session = events.session(format);
            lostInLake += lost(format, "lake", lake(session), seen);
            lostInTables += tables && !answer.failed() ? lostInTables(format, session, seen) : 0;
        }
        if (!tables) {
            seen.add("the tables are not looked at: the function's switch is off");
        }
        return Measurement.taken(
                        all.size(),
                        Figure.count("failed_calls", answer.failed() ? 1 : 0),
                        Figure.count("failed_messages", failedMessages),
                        Figure.count("lost_in_lake", answer.failed() ? 0 : lostInLake),
                        Figure.count("lost_in_tables", lostInTables))
                .seeing(Sentences.of(seen));
    }

    /** The messages as Lambda hands a batch of the queue to the function. */
    private String batch(List<JsonObject> bodies) {
        String sent = Long.toString(patient.clock().millis());
        List<JsonObject> records = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            records.add(new JsonMembers()
                    .put("messageId", "doctor-" + i)
                    .put("receiptHandle", "doctor")
                    .put("body", JsonText.compact(bodies.get(i)))
                    .put(
                            "attributes",
                            new JsonMembers()
                                    .put("ApproximateReceiveCount", "1")
                                    .put("SentTimestamp", sent)
                                    .put("ApproximateFirstReceiveTimestamp", sent))
                    .put("messageAttributes", new JsonMembers())
                    .put("eventSource", "aws:sqs")
                    .object());
        }
        return JsonText.compact(new JsonMembers().put("Records", records).object());
    }

    private int failures(Answer answer) {
        return patient.parser().parse(answer.text().getBytes(StandardCharsets.UTF_8))
                                instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                        && object.get("batchItemFailures").orElse(JsonValue.JsonNull.NULL) instanceof JsonArray failures
                ? failures.elements().size()
                : ProbeEvents.TYPES.size() * Format.values().length;
    }

    private static int lost(Format format, String where, Set<String> there, List<String> seen) {
        List<String> lost =
                ProbeEvents.TYPES.stream().filter(type -> !there.contains(type)).toList();
        if (!lost.isEmpty()) {
            seen.add("not in the " + where + ", of the " + format.name().toLowerCase(Locale.ROOT) + " format: "
                    + (lost.size() == ProbeEvents.TYPES.size() ? "all types" : String.join(", ", lost)));
        }
        return lost.size();
    }

    private int lostInTables(Format format, SessionId session, List<String> seen) {
        Set<String> there = patient.rows().events(session).stream()
                .map(row -> row.event().type().name())
                .collect(Collectors.toSet());
        int lost = lost(format, "events table", there, seen);
        if (patient.rows().summaries(ProbeEvents.TENANT.hash(), session).isEmpty()) {
            seen.add("no summary of the session of the " + format.name().toLowerCase(Locale.ROOT) + " format");
            lost++;
        }
        return lost;
    }

    /** The types of a session's events in the lake. */
    private Set<String> lake(SessionId session) {
        Set<String> types = new HashSet<>();
        LakeObjects objects = new LakeObjects(patient.lake());
        List<LakeKey> keys = patient.lake().stream(LakeKey.prefix(ProbeEvents.TENANT.id()))
                .flatMap(listed -> LakeKey.parse(listed.path()).stream())
                .toList();
        for (LakeKey key : keys) {
            Optional<Iterator<SourceLine>> lines = objects.lines(key.toString());
            while (lines.isPresent() && lines.get().hasNext()) {
                if (patient.reader().read(key, lines.get().next().text()) instanceof Reading.Accepted<Event> accepted
                        && accepted.value().session().equals(session)) {
                    types.add(accepted.value().type().name());
                }
            }
        }
        return types;
    }

    /**
     * Waits for the tables too: what comes after the doctor has gone would be left.
     *
     * @param tables whether the function writes the session tables
     */
    Measurement queue(boolean tables) {
        wrote = true;
        SessionId session = events.queued();
        Instant sent = patient.clock().instant();
        long end = System.nanoTime() + wait.toNanos();
        patient.queue().send(List.of(ProbeEvents.envelope(events.of(Format.NESTED, session))));
        Set<String> lake = lake(session);
        Set<String> rows = tables ? rows(session) : lake;
        while (isIncomplete(lake) || isIncomplete(rows)) {
            if (stop.getAsBoolean()) {
                return Measurement.untold("it was stopped while a message was on its way");
            }
            if (System.nanoTime() >= end) {
                break;
            }
            sleep();
            lake = lake(session);
            rows = tables ? rows(session) : lake;
        }
        Duration took = Duration.between(sent, patient.clock().instant());
        String after = ", " + wait.toSeconds() + " s after it was sent";
        List<String> seen = new ArrayList<>();
        int lostInLake = lost(Format.NESTED, "lake" + after, lake, seen);
        int lostInTables = tables && lostInLake == 0 ? lost(Format.NESTED, "session tables" + after, rows, seen) : 0;
        if (lostInLake > 0) {
            seen.add("the message is still on the queue, or in quarantine when somebody takes it later");
        }
        return Measurement.taken(
                        ProbeEvents.TYPES.size(),
                        Figure.count("lost_in_lake", lostInLake),
                        Figure.count("lost_in_tables", lostInTables),
                        Figure.of("took", Math.max(0, took.toMillis()), Unit.MILLISECONDS))
                .seeing(seen);
    }

    private static boolean isIncomplete(Set<String> types) {
        return types.size() < ProbeEvents.TYPES.size();
    }

    /** The types of a session's events in the table; none as long as there is no summary, which is written last. */
    private Set<String> rows(SessionId session) {
        return patient.rows().summaries(ProbeEvents.TENANT.hash(), session).isEmpty()
                ? Set.of()
                : patient.rows().events(session).stream()
                        .map(row -> row.event().type().name())
                        .collect(Collectors.toSet());
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting for a message")
                    .cause(e);
        }
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
