package io.picasso.analytics.operation.ttl;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a row that was written to see it deleted.
 *
 * @param session the session of the row
 * @param written when it was written, already expired
 * @param gone when it was first seen to be gone; empty as long as it is there
 */
record ProbeNote(SessionId session, Instant written, Optional<Instant> gone) {
    /** Where the notes lie in the lake bucket. */
    static final String FOLDER = "ops/ttl/";

    String path() {
        return FOLDER + session.value() + ".json";
    }

    String text() {
        return JsonText.compact(new JsonMembers()
                        .put("session_id", session.value())
                        .put("written_at", UtcTime.format(written))
                        .put("gone_at", gone.map(UtcTime::format))
                        .object())
                + "\n";
    }

    /** The note; empty where the object is none. */
    static Optional<ProbeNote> read(JsonObject object) {
        return object.text("session_id")
                .flatMap(SessionId::parse)
                .flatMap(session -> object.text("written_at")
                        .flatMap(UtcTime::parse)
                        .map(written -> new ProbeNote(
                                session, written, object.text("gone_at").flatMap(UtcTime::parse))));
    }
}
