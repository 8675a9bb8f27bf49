package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of lake objects, and what in them is none. */
public final class LakeEvents {
    /** A line of the lake that is no event, or a place from which an object cannot be read on. */
    public record Unreadable(String place, RejectionReason reason, String detail) {}

    private final LakeObjects objects;
    private final LakeReader reader;

    public LakeEvents(ObjectStore lake, LakeReader reader) {
        this.objects = new LakeObjects(lake);
        this.reader = reader;
    }

    /**
     * Reads an object, line by line; the same event may come more than once.
     *
     * @return false when it is not there
     */
    public boolean read(LakeKey object, Consumer<Event> events, Consumer<Unreadable> unreadable) {
        try {
            Optional<Iterator<SourceLine>> lines = objects.lines(object.toString());
            lines.ifPresent(all -> all.forEachRemaining(line -> take(object, line, events, unreadable)));
            return lines.isPresent();
        } catch (Failure failure) {
            if (failure.code() != FailureCode.UNREADABLE_INPUT) {
                throw failure;
            }
            unreadable.accept(new Unreadable(
                    failure.where().orElse(object.toString()),
                    RejectionReason.MALFORMED_JSON,
                    failure.what() + failure.why().map(why -> ": " + why).orElse("")));
            return true;
        }
    }

    private void take(LakeKey object, SourceLine line, Consumer<Event> events, Consumer<Unreadable> unreadable) {
        reader.read(object, line.text())
                .either(
                        event -> {
                            events.accept(event);
                            return true;
                        },
                        (reason, detail) -> {
                            unreadable.accept(new Unreadable(line.place(), reason, detail));
                            return false;
                        });
    }
}
