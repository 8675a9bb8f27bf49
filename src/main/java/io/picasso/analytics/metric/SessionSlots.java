package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.session.SessionSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Sessions by the quarter of an hour in which they began. Every zone's offset is a multiple of that, so hours and days
 * of any zone are made of whole slots, and there are no more of them than the range has quarters, however many sessions
 * there are. Two of them merge into what both have seen.
 */
public final class SessionSlots implements Facts {
    /** The length of a slot. */
    public static final Duration WIDTH = Duration.ofMinutes(15);

    private static final int OFFICE_OPENS = 9;
    private static final int OFFICE_CLOSES = 17;
    private static final double MILLIS = 1_000.0;

    private final NavigableMap<Instant, SessionTally> slots;

    public SessionSlots() {
        this(new TreeMap<>());
    }

    private SessionSlots(NavigableMap<Instant, SessionTally> slots) {
        this.slots = slots;
    }

    /** Adds a session. */
    public void add(SessionSummary session) {
        add(session.startedAt(), SessionTally.of(session.counters()));
    }

    /** Adds sessions that began within the same slot as that instant. */
    public void add(Instant time, SessionTally sessions) {
        long width = WIDTH.toSeconds();
        Instant slot = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), width) * width);
        slots.merge(slot, sessions, SessionTally::plus);
    }

    /** Adds all sessions of others. */
    public void merge(SessionSlots others) {
        others.slots.forEach(this::add);
    }

    /** Those that began within a range. */
    public SessionSlots within(MetricRange range) {
        return new SessionSlots(slots.subMap(range.from(), true, range.before(), false));
    }

    /** All sessions. */
    public SessionTally total() {
        return slots.values().stream().reduce(SessionTally.ZERO, SessionTally::plus);
    }

    void forEach(BiConsumer<Instant, SessionTally> each) {
        slots.forEach(each);
    }

    /** The four figures; see {@link #afterHours} for the last. */
    JsonObject summary(ZoneId zone) {
        SessionTally total = total();
        return new JsonMembers()
                .put("total_conversations", total.sessions())
                .put("total_messages", total.messages())
                .put(
                        "avg_response_time_seconds",
                        Decimals.json(Decimals.mean(total.responseTimeMs(), total.responses(), MILLIS, 1)))
                .put("after_hours_percentage", Decimals.json(afterHours(zone)))
                .object();
    }

    /** The share of the sessions that began before 9 or from 17 o'clock on in a zone; weekends are days as others. */
    BigDecimal afterHours(ZoneId zone) {
        long after = 0;
        for (Map.Entry<Instant, SessionTally> slot : slots.entrySet()) {
            int hour = slot.getKey().atZone(zone).getHour();
            if (hour < OFFICE_OPENS || hour >= OFFICE_CLOSES) {
                after += slot.getValue().sessions();
            }
        }
        return Decimals.percent(after, total().sessions(), 1);
    }
}
