package io.picasso.analytics.operation.ttl;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.tenant.TenantHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row that is written expired, and followed over runs until it is gone. A note in the lake bucket remembers it, because
 * DynamoDB takes up to two days.
 */
final class TtlProbe {
    /** Nobody else's tenant; without a mapping no list shows it. */
    static final Tenant TENANT = new Tenant("ttl-probe", TenantHash.of("ttl-probe"));

    /** What AWS says of the time within which rows typically go. */
    static final Duration LATE = Duration.ofHours(48);

    /** How long before it is written the row has expired. DynamoDB leaves alone what expired five years ago. */
    private static final Duration EXPIRED = Duration.ofHours(1);

    /** Notes of rows that are gone are kept for so long, as what was seen. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final ObjectStore lake;
    private final JsonParser parser;
    private final EventFactory factory;
    private final SessionStore store;
    private final SessionRows rows;
    private final int retentionDays;

    TtlProbe(
            ObjectStore lake,
            JsonParser parser,
            EventFactory factory,
            SessionStore store,
            SessionRows rows,
            int retentionDays) {
        this.lake = lake;
        this.parser = parser;
        this.factory = factory;
        this.store = store;
        this.rows = rows;
        this.retentionDays = retentionDays;
    }

    /**
     * Looks after the rows of earlier runs, and writes one where none is waited for.
     *
     * @param run tells a new row from others; letters and digits
     */
    Measurement follow(String run, Instant now) {
        List<ProbeNote> notes = new ArrayList<>();
        for (ProbeNote note : notes()) {
            ProbeNote looked =
                    note.gone().isEmpty() && rows.events(note.session()).isEmpty()
                            ? new ProbeNote(note.session(), note.written(), Optional.of(now))
                            : note;
            if (looked.gone().filter(gone -> gone.isBefore(now.minus(KEPT))).isPresent()) {
                lake.delete(looked.path());
                continue;
            }
            if (!looked.equals(note)) {
                keep(looked);
            }
            notes.add(looked);
        }
        List<ProbeNote> waiting =
                notes.stream().filter(note -> note.gone().isEmpty()).toList();
        long overdue = waiting.stream()
                .filter(note -> note.written().plus(LATE).isBefore(now))
                .count();
        long deleted = notes.size() - waiting.size();
        List<String> seen = new ArrayList<>();
        if (waiting.isEmpty()) {
            ProbeNote written = write(run, now);
            seen.add("an expired row of session " + written.session() + " was written; the next run looks after it");
        }
        waiting.forEach(note -> seen.add("the row of session " + note.session() + ", written expired "
                + hours(note.written(), now) + " ago, is still there"));
        notes.stream()
                .flatMap(note -> note.gone().stream()
                        .map(gone -> "the row of session " + note.session() + " was gone when it was looked for, "
                                + hours(note.written(), gone) + " after it was written"))
                .forEach(seen::add);
        Figure[] figures = {
            Figure.count("overdue", overdue),
            Figure.count("deleted", deleted),
            Figure.count("waiting", Math.max(1, waiting.size())),
            Figure.of("oldest_waiting", oldest(waiting, now), Unit.SECONDS)
        };
        Measurement taken =
                Measurement.taken((int) (overdue + deleted), figures).seeing(seen);
        return overdue + deleted > 0
                ? taken
                : taken.cutShort("no row of ours has been deleted yet; DynamoDB takes up to 48 hours, so run it again"
                        + " later");
    }

    private static double oldest(List<ProbeNote> waiting, Instant now) {
        return waiting.stream()
                .mapToLong(note -> Duration.between(note.written(), now).toSeconds())
                .max()
                .orElse(0);
    }

    private static String hours(Instant from, Instant to) {
        long minutes = Duration.between(from, to).toMinutes();
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }

    /** Whether a session that has expired, and lies in the table, is shown. */
    Measurement hidden(SessionQueries queries, String run, Instant now) {
        SessionId session = new SessionId("ttl_hidden_" + run);
        put(session, now);
        try {
            int there = rows.events(session).size();
            int shown = 0;
            try {
                queries.show(Optional.of(TENANT), session);
                shown = 1;
            } catch (Failure failure) {
                if (failure.code() != FailureCode.NOT_FOUND) {
                    throw failure;
                }
            }
            return there == 0 && shown == 0
                    ? Measurement.untold("the row was deleted before it could be looked for")
                    : Measurement.taken(1, Figure.count("rows", there), Figure.count("shown", shown));
        } finally {
            rows.events(session).forEach(rows::deleteEvent);
        }
    }

    private ProbeNote write(String run, Instant now) {
        ProbeNote note = new ProbeNote(new SessionId("ttl_probe_" + run), now, Optional.empty());
        // The note first: a row that nobody knows of would not be looked after.
        keep(note);
        put(note.session(), now);
        return note;
    }

    private void put(SessionId session, Instant now) {
        Instant occurred =
                now.minus(Duration.ofDays(retentionDays)).minus(EXPIRED).truncatedTo(ChronoUnit.MILLIS);
        JsonObject wire = new JsonMembers()
                .put("session_id", session.value())
                .put("tenant_id", TENANT.hash())
                .put("timestamp", UtcTime.format(occurred))
                .put("step_number", 1)
                .put("event", new JsonMembers().put("type", "SESSION_END").put("payload", new JsonMembers()))
                .object();
        Reading<Event> event = WireFormat.read(wire).then(draft -> factory.make(draft, TENANT, null));
        if (!(event instanceof Reading.Accepted<Event> accepted)) {
            throw new IllegalStateException("our own event is none: " + event);
        }
        store.putEvents(List.of(accepted.value())).why().ifPresent(failure -> {
            throw failure;
        });
    }

    private void keep(ProbeNote note) {
        lake.put(note.path(), note.text().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private List<ProbeNote> notes() {
        return lake.stream(ProbeNote.FOLDER).map(Listed::path).filter(path -> path.endsWith(".json")).toList().stream()
                .flatMap(path -> lake.get(path).flatMap(this::note).stream())
                .toList();
    }

    private Optional<ProbeNote> note(byte[] content) {
        return parser.parse(content) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                ? ProbeNote.read(object)
                : Optional.empty();
    }
}
