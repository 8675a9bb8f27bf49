package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The source of truth: every valid event as a line of NDJSON, in the folder of its tenant and day. */
public final class EventLake {
    static final String CONTENT_TYPE = "application/x-ndjson";

    private final ObjectStore store;
    private final String environment;

    /**
     * @param store the lake's bucket
     * @param environment the name each line carries
     */
    public EventLake(ObjectStore store, String environment) {
        this.store = store;
        this.environment = environment;
    }

    /**
     * Writes events of one tenant and day as one object. Writing the same set again replaces it by the same.
     *
     * @return where they lie
     */
    public LakeKey write(List<Event> events) {
        LakeKey key = LakeKey.of(events);
        String lines = events.stream()
                .sorted(Event.BY_TIME)
                .map(event -> JsonText.compact(StoredFormat.write(event, environment)))
                .collect(Collectors.joining("\n", "", "\n"));
        store.put(key.toString(), lines.getBytes(StandardCharsets.UTF_8), CONTENT_TYPE);
        return key;
    }
}
