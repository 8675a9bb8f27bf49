package io.picasso.analytics.operation.backfill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sessions of one tenant that are written by one thread, in calls that are as full as can be.
 *
 * @param number unique in the run
 */
record Parcel(String shard, long number, List<SessionBatch> sessions) {
    /** A call of the store takes so many events. */
    private static final int CALL = 25;

    /** So many events make a parcel, as soon as their calls are full. */
    private static final int EVENTS = 100;

    /** More would only make an interrupted run repeat more. */
    private static final int MOST_EVENTS = 2 * EVENTS;

    /** The calls of a parcel are full when so much of what they take is used. */
    private static final double FULL = 0.95;

    /** An item that is not over a kilobyte, in table and index. */
    private static final int UNITS_PER_EVENT = 2;

    /** Anchor and summary. */
    private static final int UNITS_PER_SESSION = 2;

    /**
     * Sessions put together, not yet numbered. None is torn apart, however large it is.
     *
     * @param units about as many write units a parcel should cost at most
     */
    static List<List<SessionBatch>> pack(List<SessionBatch> sessions, double units) {
        List<List<SessionBatch>> packed = new ArrayList<>();
        List<SessionBatch> open = new ArrayList<>();
        int events = 0;
        for (SessionBatch session : sessions.stream()
                .sorted(Comparator.comparing(s -> s.name().tenant().hash()))
                .toList()) {
            boolean foreign = !open.isEmpty()
                    && !open.get(0).name().tenant().equals(session.name().tenant());
            if (foreign || isFull(events, units)) {
                packed.add(List.copyOf(open));
                open.clear();
                events = 0;
            }
            open.add(session);
            events += session.events().size();
        }
        if (!open.isEmpty()) {
            packed.add(List.copyOf(open));
        }
        return packed;
    }

    private static boolean isFull(int events, double units) {
        if (UNITS_PER_EVENT * events >= units) {
            return true;
        }
        int calls = (events + CALL - 1) / CALL;
        return events >= MOST_EVENTS || (events >= EVENTS && events >= FULL * calls * CALL);
    }

    int events() {
        return sessions.stream().mapToInt(s -> s.events().size()).sum();
    }

    long first() {
        return sessions.stream().mapToLong(SessionBatch::first).min().orElse(Long.MAX_VALUE);
    }

    /** About what it costs to write, in write units. */
    double estimate() {
        return (double) UNITS_PER_EVENT * events() + (double) UNITS_PER_SESSION * sessions.size();
    }
}
