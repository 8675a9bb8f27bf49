package io.picasso.analytics.progress;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.StepKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Which event was written, and how it was: enough to see later whether the row is still as it was left.
 *
 * @param step its sort key
 * @param sum a checksum over everything else of the row but its expiry
 */
public record EventMark(StepKey step, int sum) {
    private static final char SEPARATOR = '/';

    /** The mark of an event. */
    public static EventMark of(Event event) {
        String timestamp = UtcTime.format(event.occurredAt());
        String client = event.time().client();
        String row = String.join(
                        "\0",
                        // A time that the row does not repeat reads back as the row's own.
                        client == null || client.equals(timestamp) ? "" : client,
                        timestamp,
                        event.tenant().id(),
                        event.tenant().hash(),
                        event.type().name(),
                        JsonText.compact(event.payload()),
                        Boolean.toString(event.time().skewed()),
                        Optional.ofNullable(event.producer().eventId()).orElse(""),
                        Optional.ofNullable(event.producer().gaClientId()).orElse(""))
                + "\0";
        CRC32 crc = new CRC32();
        crc.update(row.getBytes(StandardCharsets.UTF_8));
        return new EventMark(StepKey.of(event), (int) crc.getValue());
    }

    /** Reads {@link #toString}; empty when it is none. */
    static Optional<EventMark> parse(String text) {
        int at = text.lastIndexOf(SEPARATOR);
        if (at < 0 || !text.substring(at + 1).matches("[0-9a-f]{1,8}")) {
            return Optional.empty();
        }
        int sum = Integer.parseUnsignedInt(text.substring(at + 1), 16);
        return StepKey.parse(text.substring(0, at)).map(step -> new EventMark(step, sum));
    }

    /** As it stands in the journal. */
    @Override
    public String toString() {
        return step.toString() + SEPARATOR + Integer.toHexString(sum);
    }
}
