package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A batch while it is worked on: its distinct events, who brought each of them, and which messages have failed. */
final class Intake {
    // By session and fingerprint.
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final Map<String, Set<String>> messagesOf = new HashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private int repeated;

    void add(InboundMessage message, MessageReader.Contents contents) {
        for (Event event : contents.events()) {
            String identity = identity(event);
            if (events.containsKey(identity)) {
                repeated++;
            }
            events.merge(identity, event, Event::or);
            messagesOf.computeIfAbsent(identity, i -> new HashSet<>()).add(message.id());
        }
        rejections.addAll(contents.rejections());
    }

    private static String identity(Event event) {
        return event.session() + " " + event.fingerprint();
    }

    /** A message about which nothing is known yet: none of it is used, and it comes again. */
    void fail(InboundMessage message, Failure why) {
        failed.add(message.id());
        failures.add(why);
    }

    /** The messages that brought these events come again. */
    void failEvents(List<Event> lost, Failure why) {
        lost.forEach(e -> failed.addAll(messagesOf.getOrDefault(identity(e), Set.of())));
        failures.add(why);
    }

    void failRejections(List<Rejection> lost, Failure why) {
        lost.forEach(rejection -> failed.add(rejection.message().id()));
        failures.add(why);
    }

    List<Event> events() {
        return List.copyOf(events.values());
    }

    List<Rejection> rejections() {
        return rejections;
    }

    Set<String> failed() {
        return failed;
    }

    List<Failure> failures() {
        return failures;
    }

    int repeated() {
        return repeated;
    }
}
