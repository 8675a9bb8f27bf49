package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.progress.SessionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds events back until their session is likely to be complete: those of the sessions that were silent longest are let
 * go first, when there is no more room. A session that goes on afterwards is let go a second time; it costs reading it
 * back, and nothing else. Not safe for many threads.
 */
final class SessionWindow {
    private static final class Held {
        private final Map<Fingerprint, Event> events = new HashMap<>();
        private final long first;
        private final long addedAt;
        private long last;
        private long bytes;

        Held(long first, long addedAt) {
            this.first = first;
            this.addedAt = addedAt;
        }
    }

    /** A session that never falls silent is let go after so many times the window's events. */
    private static final int PATIENCE = 4;

    /** A part of the room is freed at a time: little, or the writers stand idle while it is filled again. */
    private static final int STEPS = 16;

    private final int mostEvents;
    private final long mostBytes;
    private final LinkedHashMap<SessionName, Held> sessions = new LinkedHashMap<>(256, 0.75f, true);
    private int events;
    private long bytes;
    private long added;

    /**
     * @param mostEvents events held at once
     * @param mostBytes bytes of the lines they came in
     */
    SessionWindow(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes an event.
     *
     * @param weight bytes of its line
     * @return false when it was held already
     */
    boolean add(Event event, long ordinal, long weight) {
        added++;
        Held held = sessions.computeIfAbsent(SessionName.of(event), name -> new Held(ordinal, added));
        held.last = ordinal;
        boolean repeated = held.events.containsKey(event.fingerprint());
        held.events.merge(event.fingerprint(), event, Event::or);
        if (!repeated) {
            events++;
            held.bytes += weight;
            bytes += weight;
        }
        return !repeated;
    }

    boolean isFull() {
        return events >= mostEvents || bytes >= mostBytes;
    }

    /** Lets the sessions go that were silent longest, until some of the room is free again. */
    List<SessionBatch> takeEldest() {
        List<SessionBatch> taken = new ArrayList<>();
        Iterator<Map.Entry<SessionName, Held>> eldest = sessions.entrySet().iterator();
        int keptEvents = mostEvents - Math.max(1, mostEvents / STEPS);
        long keptBytes = mostBytes - mostBytes / STEPS;
        while (eldest.hasNext()) {
            Map.Entry<SessionName, Held> entry = eldest.next();
            boolean roomNeeded = events > keptEvents || bytes > keptBytes;
            boolean tooOld = added - entry.getValue().addedAt > (long) PATIENCE * mostEvents;
            if (roomNeeded || tooOld) {
                taken.add(take(entry));
                eldest.remove();
            }
        }
        return taken;
    }

    /** Lets everything go. */
    List<SessionBatch> takeAll() {
        List<SessionBatch> taken = sessions.entrySet().stream().map(this::take).toList();
        sessions.clear();
        return taken;
    }

    /** The ordinal of the first line with an event that is held; the highest there is when none is. */
    long oldest() {
        return sessions.values().stream().mapToLong(held -> held.first).min().orElse(Long.MAX_VALUE);
    }

    private SessionBatch take(Map.Entry<SessionName, Held> entry) {
        Held held = entry.getValue();
        events -= held.events.size();
        bytes -= held.bytes;
        return new SessionBatch(entry.getKey(), List.copyOf(held.events.values()), held.first, held.last);
    }
}
