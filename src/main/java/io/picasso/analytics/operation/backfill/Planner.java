package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Reads what a run would read and adds up what it would write; writes nothing. Sessions are kept as eight bytes each, and
 * repeats are found as a run finds them, so that memory is bounded whatever the input.
 */
public final class Planner {
    private static final double UNITS_PER_SESSION = 2;

    /** Distinct events looked back upon for repeats. */
    private static final int REMEMBERED = 100_000;

    private record Key(String tenantId, LocalDate day) {}

    private static final class Sum {
        private long events;
        private long repeated;
        private long expired;
        private double units;
        private final Set<Long> sessions = new HashSet<>();
    }

    private record Identity(String session, Fingerprint fingerprint) {}

    private final EventSource source;
    private final Selection selection;
    private final ToDoubleFunction<Event> cost;
    private final Retention retention;
    private final Clock clock;
    private final BooleanSupplier stop;
    private final LongConsumer listener;
    private final Map<Key, Sum> open =
            new TreeMap<>(Comparator.comparing(Key::tenantId).thenComparing(Key::day));
    private final List<BackfillPlan.Day> days = new ArrayList<>();
    private Set<Identity> recent = new HashSet<>();
    private Set<Identity> older = new HashSet<>();
    private long lines;
    private long outside;
    private long rejected;

    /**
     * @param cost write units for an event that is not there
     * @param stop asked for each line; true ends the work
     * @param listener told how many more events were read
     */
    public Planner(
            EventSource source,
            Selection selection,
            ToDoubleFunction<Event> cost,
            Retention retention,
            Clock clock,
            BooleanSupplier stop,
            LongConsumer listener) {
        this.source = source;
        this.selection = selection;
        this.cost = cost;
        this.retention = retention;
        this.clock = clock;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Makes the plan; an instance is for one.
     *
     * @throws Failure NOT_FOUND when there is nothing to read
     */
    public BackfillPlan plan() {
        List<Shard> shards = Backfill.shards(source);
        for (Shard shard : shards) {
            try (EventSource.Cursor cursor = source.open(shard, source.parts(shard), 0)) {
                while (cursor.hasNext()) {
                    if (stop.getAsBoolean()) {
                        throw Failure.of(FailureCode.INTERRUPTED, "Stopped before the plan was made");
                    }
                    add(cursor.next(), clock.instant());
                }
            }
        }
        open.forEach((key, sum) -> days.add(new BackfillPlan.Day(
                key.tenantId(),
                key.day(),
                sum.events,
                sum.repeated,
                sum.expired,
                sum.sessions.size(),
                sum.units + UNITS_PER_SESSION * sum.sessions.size(),
                sum.units / 2)));
        return new BackfillPlan(days, lines, outside, rejected);
    }

    private void add(Input input, Instant now) {
        lines++;
        rejected += input.rejected().size();
        listener.accept(input.events().size());
        for (Event event : input.events()) {
            if (selection.includes(event)) {
                add(event, now);
            } else {
                outside++;
            }
        }
    }

    private void add(Event event, Instant now) {
        Sum sum = open.computeIfAbsent(new Key(event.tenant().id(), UtcTime.day(event.occurredAt())), key -> new Sum());
        if (isRepeated(event)) {
            sum.repeated++;
            return;
        }
        sum.events++;
        if (Retention.isExpired(retention.expiryOf(event.occurredAt()), now)) {
            sum.expired++;
            return;
        }
        sum.units += cost.applyAsDouble(event);
        sum.sessions.add(hash(event.session().value()));
    }

    private boolean isRepeated(Event event) {
        Identity identity = new Identity(event.session().value(), event.fingerprint());
        if (older.contains(identity) || !recent.add(identity)) {
            return true;
        }
        if (recent.size() >= REMEMBERED / 2) {
            older = recent;
            recent = new HashSet<>();
        }
        return false;
    }

    /** FNV-1a over 64 bits: two of a million sessions share one in 40 million plans. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
