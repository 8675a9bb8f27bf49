package io.picasso.analytics.metric;

import io.picasso.analytics.session.SessionSummary;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the newest of any number of sessions, and counts them all. */
public final class NewestSessions {
    private final int most;
    private final PriorityQueue<SessionSummary> oldestFirst = new PriorityQueue<>(RecentSession.NEWEST.reversed());
    private long total;

    /** @param most how many are kept, at least 1 */
    public NewestSessions(int most) {
        this.most = most;
    }

    public void add(SessionSummary session) {
        total++;
        oldestFirst.add(session);
        if (oldestFirst.size() > most) {
            oldestFirst.remove();
        }
    }

    /** Adds what others have seen; they keep as many or more. */
    public void merge(NewestSessions others) {
        others.oldestFirst.forEach(this::add);
        total += others.total - others.oldestFirst.size();
    }

    /** How many there were. */
    public long total() {
        return total;
    }

    /** Those kept, newest first. */
    public List<SessionSummary> newest() {
        Comparator<SessionSummary> order = RecentSession.NEWEST;
        return oldestFirst.stream().sorted(order).toList();
    }
}
