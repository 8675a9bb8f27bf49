package io.picasso.analytics.operation.lake;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.port.ObjectStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Makes few large objects out of the many small ones of a day. Lines are never looked into: what stands in the lake
 * before and after is the same set of lines.
 */
public final class Compaction {
    /**
     * What is to be done.
     *
     * @param days days with something to gain, by listing alone
     * @param compact days that are compact already
     * @param young days that have not come of age
     */
    public record Plan(LakeSelection selection, List<Planned> days, long compact, long young) {
        public Plan {
            days = List.copyOf(days);
        }

        public long objects() {
            return days.stream().mapToLong(Planned::objects).sum();
        }

        public long bytes() {
            return days.stream().mapToLong(Planned::bytes).sum();
        }
    }

    /** A day with something to gain. */
    public record Planned(String tenantId, LocalDate day, long objects, long bytes) {}

    private final ObjectStore lake;
    private final PartLimits limits;
    private final ExecutorService workers;
    private final Clock clock;

    /** @param workers reads and deletes side by side; bounded */
    public Compaction(ObjectStore lake, PartLimits limits, ExecutorService workers, Clock clock) {
        this.lake = lake;
        this.limits = limits;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Looks which days there are.
     *
     * @param minAgeDays how many days ago a day must be, so that live writers and late deliveries are not raced; 0 is
     *     today
     */
    public Plan plan(LakeSelection selection, int minAgeDays) {
        LocalDate last = UtcTime.day(clock.instant()).minusDays(minAgeDays);
        List<Planned> days = new ArrayList<>();
        long[] others = new long[2];
        LakeDays.forEach(lake, selection, day -> {
            if (day.day().isAfter(last)) {
                others[1]++;
            } else if (day.isCompact(limits)) {
                others[0]++;
            } else {
                days.add(new Planned(day.tenantId(), day.day(), day.objects().size(), day.bytes()));
            }
        });
        return new Plan(selection, days, others[0], others[1]);
    }

    /**
     * Carries the plan out, or only decides everything.
     *
     * @param stop asked before each day; true ends the work
     * @param listener told how many more objects were read
     * @return the days, in the plan's order
     * @throws Failure when the store fails: nothing is lost, and running again goes on
     */
    public List<CompactedDay> run(Plan plan, boolean dryRun, BooleanSupplier stop, LongConsumer listener) {
        List<CompactedDay> done = new ArrayList<>();
        for (Planned planned : plan.days()) {
            if (stop.getAsBoolean()) {
                throw Failure.of(
                                FailureCode.INTERRUPTED,
                                "Stopped before " + planned.tenantId() + " " + planned.day() + ", " + done.size()
                                        + " of " + plan.days().size() + " days are done")
                        .next("Run the same command again: it goes on where it stopped.");
            }
            LakeSelection one = new LakeSelection(
                    LakeKey.prefix(planned.tenantId(), planned.day()),
                    Optional.of(planned.tenantId()),
                    Optional.of(planned.day()),
                    Optional.of(planned.day()));
            LakeDays.forEach(lake, one, day -> {
                done.add(new DayCompaction(lake, limits, workers, dryRun, day, listener).run());
            });
        }
        return done;
    }
}
