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
        CRC32 crc = new CRC32();
        // A time that the row does not repeat reads back as the row's own.
        add(crc, client == null || client.equals(timestamp) ? "" : client);
        add(crc, timestamp);
        add(crc, event.tenant().id());
        add(crc, event.tenant().hash());
        add(crc, event.type().name());
        add(crc, JsonText.compact(event.payload()));
        add(crc, Boolean.toString(event.time().skewed()));
        add(crc, Optional.ofNullable(event.producer().eventId()).orElse(""));
        add(crc, Optional.ofNullable(event.producer().gaClientId()).orElse(""));
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

    private static void add(CRC32 crc, String text) {
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
    }
}
