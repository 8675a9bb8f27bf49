package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What the producer said beside the event itself. Carried along, never part of any count.
 *
 * @param schemaVersion the version of the wire format; {@code 1.0} where it said none
 * @param eventId its own id of the event; null when it gave none
 * @param gaClientId the Google Analytics client id; null when there is none
 * @param attribution the campaign the visitor came from; null when there is none
 */
public record Producer(
        String schemaVersion,
        @Nullable String eventId,
        @Nullable String gaClientId,
        @Nullable JsonObject attribution) {
    /** The version assumed where a producer names none. */
    public static final String DEFAULT_SCHEMA_VERSION = "1.0";

    /** A producer that said nothing. */
    public static final Producer UNNAMED = new Producer(DEFAULT_SCHEMA_VERSION, null, null, null);
}
