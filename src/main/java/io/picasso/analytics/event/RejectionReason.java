package io.picasso.analytics.event;

import java.util.Locale;

/** Why an input is not an event. Closed: each is a folder of the quarantine and a label of a metric. */
public enum RejectionReason {
    MALFORMED_JSON("the text is not one JSON value"),
    INVALID_UTF8("the bytes are not UTF-8, or a character is half a surrogate pair"),
    NESTED_TOO_DEEP("the JSON is nested more than 64 levels deep"),
    MESSAGE_TOO_LARGE("the message is over 1 MiB"),
    EVENT_TOO_LARGE("the event would be over the 400 KB of a table item"),
    NOT_AN_OBJECT("the JSON is not an object"),
    INVALID_BATCH("the batch envelope's 'events' is not an array"),
    INVALID_SESSION_ID("session_id is missing or not [A-Za-z0-9_-]{1,128}"),
    INVALID_STEP_NUMBER("step_number is not a whole number from 0 to 99,999,999"),
    INVALID_EVENT("'event' is not an object"),
    INVALID_EVENT_TYPE("the event type is not a text of at most 128 characters"),
    INVALID_PAYLOAD("the payload is not an object"),
    INVALID_TIMESTAMP("there is neither a usable client time nor a time of receipt"),
    INVALID_TENANT_HASH("the tenant hash is missing or not [A-Za-z0-9]{10,20}"),
    INVALID_TENANT_ID("tenant_id is not [A-Za-z0-9_-]{1,50}"),
    UNKNOWN_TENANT("no mapping for this tenant hash"),
    TENANT_MISMATCH("tenant_id and tenant_hash belong to different tenants");

    private final String meaning;

    RejectionReason(String meaning) {
        this.meaning = meaning;
    }

    /** The name used in paths, reports and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line for a person. */
    public String meaning() {
        return meaning;
    }
}
