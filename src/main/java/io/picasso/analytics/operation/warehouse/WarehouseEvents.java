package io.picasso.analytics.operation.warehouse;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.Warehouse.Row;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the rows of {@link LakeStatements#eventsOf} into events, by way of the line they were read from and the reader of
 * such lines: the same checks, the same fingerprint, the same event as from the object itself.
 *
 * <p>One thing is lost on the way: how a number in a payload was written. {@code 1.10} comes back as {@code 1.1}, which is
 * the same number. A column that is NULL stands for a member that was not there.
 */
public final class WarehouseEvents {
    private final JsonParser parser;
    private final LakeReader reader;

    public WarehouseEvents(JsonParser parser, LakeReader reader) {
        this.parser = parser;
        this.reader = reader;
    }

    /**
     * The event of a row.
     *
     * @param tenantId the tenant that was asked for; a line of another tenant in its folder is rejected
     * @param day the day that was asked for
     */
    public Reading<Event> read(String tenantId, LocalDate day, Row row) {
        JsonObject line = line(row);
        if (line.get("session_id").isEmpty()) {
            return new Reading.Rejected<>(RejectionReason.MALFORMED_JSON, "a line that Athena could not read");
        }
        return reader.read(
                new LakeKey(tenantId, day, "athena"), JsonText.compact(line).getBytes(StandardCharsets.UTF_8));
    }

    /** The line of a row, members in the order of the lake. */
    JsonObject line(Row row) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String column : LakeStatements.COLUMNS) {
            row.text(column).map(text -> value(column, text)).ifPresent(value -> members.put(column, value));
        }
        return new JsonObject(members);
    }

    private JsonValue value(String column, String text) {
        return switch (column) {
            case "step_number" -> new JsonNumber(text);
            case "clock_skewed" -> new JsonBoolean(Boolean.parseBoolean(text));
            // What is no object stays a text, and the reader of lines says what is wrong with it.
            case "event_payload", "attribution" ->
                parser.parse(text.getBytes(StandardCharsets.UTF_8))
                        .either(value -> value, (reason, detail) -> new JsonString(text));
            default -> new JsonString(text);
        };
    }
}
