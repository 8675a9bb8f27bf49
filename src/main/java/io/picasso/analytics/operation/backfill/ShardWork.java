package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.SessionName;
import io.picasso.analytics.session.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A shard while it is read: what is held back, what is on its way to the tables, and how far that is. */
final class ShardWork {
    private final String shard;
    private final Selection selection;
    private final Retention retention;
    private final SessionWindow window;
    private final Map<SessionName, Long> done;
    private final long counted;
    private final Map<Long, Long> inFlight = new ConcurrentHashMap<>();
    private final Set<SessionName> onTheirWay = new HashSet<>();
    private final List<String> bad = new ArrayList<>();
    private LineCounts counts;
    private long position;

    /**
     * @param before what an earlier process knew of the shard
     */
    ShardWork(String shard, Selection selection, Retention retention, SessionWindow window, RunState.Shard before) {
        this.shard = shard;
        this.selection = selection;
        this.retention = retention;
        this.window = window;
        this.done = before.done();
        this.counted = before.position();
        this.counts = before.counts();
        this.position = before.complete();
    }

    /** Takes a line; counts it unless that was done before. */
    void take(Input input, Instant now) {
        position = input.ordinal();
        long events = 0;
        long repeated = 0;
        long expired = 0;
        long outside = 0;
        for (Event event : input.events()) {
            if (!selection.includes(event)) {
                outside++;
                continue;
            }
            events++;
            if (Retention.isExpired(retention.expiryOf(event.occurredAt()), now)) {
                expired++;
            } else if (!isDone(event, input.ordinal())) {
                repeated += window.add(event, input.ordinal(), input.line().text().length) ? 0 : 1;
            }
        }
        if (input.ordinal() > counted) {
            counts = counts.plus(new LineCounts(
                    1, events, repeated, expired, outside, input.rejected().size()));
            input.rejected().forEach(rejected -> bad.add(BadRecords.line(input.line(), rejected)));
        }
    }

    private boolean isDone(Event event, long ordinal) {
        Long last = done.isEmpty() ? null : done.get(SessionName.of(event));
        return last != null && ordinal <= last;
    }

    SessionWindow window() {
        return window;
    }

    /** A parcel is to leave for the tables. */
    void sent(Parcel parcel) {
        inFlight.put(parcel.number(), parcel.first());
    }

    /**
     * Whether a parcel may leave now: not while an earlier piece of one of its sessions is still on its way. A session
     * that is written up to a line has to be written up to there in whole.
     */
    synchronized boolean leaves(Parcel parcel) {
        if (parcel.sessions().stream().map(SessionBatch::name).anyMatch(onTheirWay::contains)) {
            return false;
        }
        parcel.sessions().forEach(session -> onTheirWay.add(session.name()));
        return true;
    }

    /** A parcel has arrived. */
    synchronized void arrived(Parcel parcel) {
        parcel.sessions().forEach(session -> onTheirWay.remove(session.name()));
        inFlight.remove(parcel.number());
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    LineCounts counts() {
        return counts;
    }

    /** Writes down how far it is. */
    void advance(Ledger ledger) {
        // What arrives meanwhile only makes the shard look a little less far than it is.
        long oldest = Math.min(
                window.oldest(),
                inFlight.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE));
        long complete = Math.min(position, oldest - 1);
        ledger.advance(shard, complete, Math.max(position, counted), counts, List.copyOf(bad));
        bad.clear();
    }
}
