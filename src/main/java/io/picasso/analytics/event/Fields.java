package io.picasso.analytics.event;

import static io.picasso.analytics.event.RejectionReason.INVALID_EVENT_TYPE;
import static io.picasso.analytics.event.RejectionReason.INVALID_PAYLOAD;
import static io.picasso.analytics.event.RejectionReason.INVALID_SESSION_ID;
import static io.picasso.analytics.event.RejectionReason.INVALID_STEP_NUMBER;
import static io.picasso.analytics.event.RejectionReason.INVALID_TENANT_HASH;
import static io.picasso.analytics.event.RejectionReason.INVALID_TENANT_ID;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the single fields of an event, each by its rule. A broken rule is thrown, and caught where the event is read. */
final class Fields {
    /** A field that breaks its rule; never leaves the package. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        final transient RejectionReason reason;

        Broken(RejectionReason reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
        }
    }

    private Fields() {}

    static SessionId session(JsonObject event) throws Broken {
        JsonValue value =
                present(event, "session_id").orElseThrow(() -> new Broken(INVALID_SESSION_ID, "session_id is missing"));
        if (!(value instanceof JsonString text)) {
            throw new Broken(INVALID_SESSION_ID, "session_id is " + Envelope.kind(value));
        }
        return SessionId.parse(text.value())
                .orElseThrow(() -> new Broken(INVALID_SESSION_ID, "session_id is " + shown(text.value())));
    }

    static int step(JsonObject event) throws Broken {
        Optional<JsonValue> value = present(event, "step_number");
        if (value.isEmpty()) {
            return 0;
        }
        String text = value.get() instanceof JsonNumber number
                ? number.text()
                : value.get() instanceof JsonString string ? string.value().trim() : "";
        try {
            BigDecimal step = text.length() <= 24 ? new BigDecimal(text) : BigDecimal.valueOf(-1);
            if (step.signum() >= 0 && step.compareTo(BigDecimal.valueOf(Event.MAX_STEP)) <= 0) {
                return step.intValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // not a whole number: falls through to the one answer
        }
        throw new Broken(
                INVALID_STEP_NUMBER, "step_number is " + (text.isEmpty() ? Envelope.kind(value.get()) : shown(text)));
    }

    static EventType type(Optional<JsonValue> value) throws Broken {
        if (value.isEmpty() || value.get() instanceof JsonNull) {
            return EventType.UNKNOWN;
        }
        if (!(value.get() instanceof JsonString text)) {
            throw new Broken(INVALID_EVENT_TYPE, "the type is " + Envelope.kind(value.get()));
        }
        String name = text.value().trim();
        if (name.length() > EventType.MAX_LENGTH) {
            throw new Broken(INVALID_EVENT_TYPE, "the type has " + name.length() + " characters");
        }
        return name.isEmpty() ? EventType.UNKNOWN : new EventType(name);
    }

    static JsonObject payload(JsonObject holder, String name) throws Broken {
        Optional<JsonValue> value = present(holder, name);
        if (value.isEmpty()) {
            return JsonObject.EMPTY;
        }
        if (value.get() instanceof JsonObject payload) {
            return payload;
        }
        throw new Broken(INVALID_PAYLOAD, name + " is " + Envelope.kind(value.get()));
    }

    /** The tenant an event claims: the hash may stand under either name, an id only beside a hash. */
    static TenantClaim tenant(JsonObject event) throws Broken {
        Optional<JsonValue> hashField = present(event, "tenant_hash").filter(Envelope::isTruthy);
        Optional<JsonValue> idField = present(event, "tenant_id").filter(Envelope::isTruthy);
        String hash = tenantText(hashField.or(() -> idField), INVALID_TENANT_HASH);
        if (!Tenant.isHash(hash)) {
            throw new Broken(INVALID_TENANT_HASH, "the tenant hash is " + shown(hash));
        }
        if (hashField.isEmpty() || idField.isEmpty()) {
            return new TenantClaim(hash, null);
        }
        String id = tenantText(idField, INVALID_TENANT_ID);
        if (!Tenant.isId(id)) {
            throw new Broken(INVALID_TENANT_ID, "tenant_id is " + shown(id));
        }
        // The widget puts the hash where the id belongs; both fields may then hold the same hash.
        return new TenantClaim(hash, id.equals(hash) ? null : id);
    }

    /** A time as text, whatever its form: what cannot be read as a time is kept, but not believed. */
    static @Nullable String timestamp(Optional<JsonValue> value) {
        if (value.isEmpty() || !Envelope.isTruthy(value.get())) {
            return null;
        }
        if (value.get() instanceof JsonString text) {
            return text.value();
        }
        return value.get() instanceof JsonNumber number ? number.text() : null;
    }

    static Producer producer(JsonObject event) {
        return new Producer(
                present(event, "schema_version")
                        .filter(Envelope::isTruthy)
                        .map(v -> v instanceof JsonString s ? s.value() : v instanceof JsonNumber n ? n.text() : "")
                        .filter(text -> !text.isEmpty())
                        .orElse(Producer.DEFAULT_SCHEMA_VERSION),
                // An id that we derived comes back where a line of the lake is sent again.
                event.text("event_id")
                        .filter(id -> !id.isEmpty() && !Event.isDerivedId(id))
                        .orElse(null),
                event.text("ga_client_id").filter(id -> !id.isEmpty()).orElse(null),
                event.get("attribution").orElse(JsonNull.NULL) instanceof JsonObject attribution ? attribution : null);
    }

    /** The member's value, taking an explicit null for absent. */
    static Optional<JsonValue> present(JsonObject object, String name) {
        return object.get(name).filter(value -> !(value instanceof JsonNull));
    }

    private static String tenantText(Optional<JsonValue> value, RejectionReason reason) throws Broken {
        if (value.isEmpty()) {
            throw new Broken(reason, "the tenant is missing");
        }
        if (value.get() instanceof JsonString text) {
            return text.value();
        }
        throw new Broken(reason, "the tenant is " + Envelope.kind(value.get()));
    }

    /** A value for a message: short, in quotes, without control characters. */
    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return "'"
                + (clean.length() > 60
                        ? clean.substring(0, 60) + "…' (" + clean.length() + " characters)"
                        : clean + "'");
    }
}
