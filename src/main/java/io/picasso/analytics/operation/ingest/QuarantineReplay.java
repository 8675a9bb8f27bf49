package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Processes quarantined input again, after its cause was mended. An object leaves the quarantine when everything in it
 * is in the lake or was filed anew; killed in between, running again does nothing twice.
 */
public final class QuarantineReplay {
    private final ObjectStore store;
    private final JsonParser parser;
    private final BatchProcessor processor;
    private final BatchListener listener;

    public QuarantineReplay(ObjectStore store, JsonParser parser, BatchProcessor processor, BatchListener listener) {
        this.store = store;
        this.parser = parser;
        this.processor = processor;
        this.listener = listener;
    }

    /**
     * Processes what is quarantined for a reason, or for any.
     *
     * @return paths of objects that could not be read as quarantine and stay where they are
     */
    public List<String> run(Optional<RejectionReason> reason) {
        // Listed to the end first: what is filed anew while this runs is not for this run.
        List<String> paths = store.stream(reason.map(QuarantineKey::prefix).orElse(QuarantineKey.PREFIX))
                .map(ObjectStore.Listed::path)
                .toList();
        List<String> unreadable = new ArrayList<>();
        for (String path : paths) {
            Optional<byte[]> content = store.get(path);
            if (content.isPresent() && !replay(path, content.get())) {
                unreadable.add(store.name() + "/" + path);
            }
        }
        return unreadable;
    }

    private boolean replay(String path, byte[] content) {
        List<InboundMessage> messages = new ArrayList<>();
        for (SourceLine line : Lines.of(path, content)) {
            Reading<JsonValue> value = parser.parse(line.text());
            Optional<InboundMessage> message = value instanceof Reading.Accepted<JsonValue> accepted
                    ? Quarantine.message(accepted.value(), line.place())
                    : Optional.empty();
            if (message.isEmpty()) {
                return false;
            }
            messages.add(message.get());
        }
        BatchResult result = processor.process(messages);
        listener.processed(messages.size(), result);
        if (!result.failed().isEmpty()) {
            throw result.firstFailure()
                    .orElseGet(() -> Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The lake could not be written"))
                    .next("Run the same command again once it answers.");
        }
        // What was rejected again for the same reason lies under the same path again, and must stay.
        if (!result.quarantined().contains(path)) {
            store.delete(path);
        }
        return true;
    }
}
