package io.picasso.analytics.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The rate by a clock that is only counted on: nobody waits here. */
class WriteRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 10 * SECOND;

    private record Spent(long at, double units) {}

    /** A writer that always has more to write, for so long. */
    private static List<Spent> demand(WriteRate rate, long from, long until, java.util.function.DoubleSupplier weight) {
        List<Spent> spent = new ArrayList<>();
        long now = from;
        double units = weight.getAsDouble();
        while (now < until) {
            long wait = rate.take(units, now);
            if (wait == 0) {
                spent.add(new Spent(now, units));
                units = weight.getAsDouble();
            } else {
                now += wait;
            }
        }
        return spent;
    }

    /** The most that any ten seconds had. */
    private static double mostInAnyWindow(List<Spent> spent) {
        Deque<Spent> window = new ArrayDeque<>();
        double sum = 0;
        double most = 0;
        for (Spent s : spent) {
            window.addLast(s);
            sum += s.units();
            while (window.getFirst().at() <= s.at() - WINDOW) {
                sum -= window.removeFirst().units();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @Test
    void noTenSecondsGetMoreThanTheRateAndWithDemandTheyGetNearlyAll() {
        Cases.forAll(300, random -> {
            double limit = Math.exp(Math.log(1) + random.nextDouble() * Math.log(40_000));
            WriteRate rate = new WriteRate(OptionalDouble.of(limit), 0);
            // Groups as large as it likes them, of events and of small rows.
            int largest = (int) Math.max(2, Math.min(50, rate.largest(0) / 2 * 2));
            List<Spent> spent = demand(rate, 0, 40 * SECOND, () -> 1 + random.nextInt(largest));

            assertThat(mostInAnyWindow(spent)).isLessThanOrEqualTo(10 * limit + 1e-6);
            double all = spent.stream().mapToDouble(Spent::units).sum();
            // Two of a hundred, and what did not fit into each ten seconds any more.
            assertThat(all).isGreaterThan(40 * limit * 0.98 - 5 * largest);
        });
    }

    @Test
    void afterAPauseNothingIsMadeUpFor() {
        WriteRate rate = new WriteRate(OptionalDouble.of(1_000), 0);
        List<Spent> spent = new ArrayList<>(demand(rate, 0, 5 * SECOND, () -> 10));
        spent.addAll(demand(rate, 3_600 * SECOND, 3_620 * SECOND, () -> 10));

        assertThat(mostInAnyWindow(spent)).isLessThanOrEqualTo(10_000);
    }

    /** Else what was made up for would be missing in every tenth second to come. */
    @Test
    void aLateStartLeavesNoGapInAnyTenSecondsLater() {
        Cases.forAll(30, random -> {
            WriteRate rate = new WriteRate(OptionalDouble.of(10_000), 0);
            double[] hundredths = new double[4_500];
            // A writer that can do two and a half times as much, and pauses now and then.
            for (long now = 2 * SECOND; now < 45 * SECOND; ) {
                long wait = rate.take(50, now);
                if (wait == 0) {
                    hundredths[(int) (now / (SECOND / 100))] += 50;
                }
                now += Math.max(wait, random.nextInt(200) == 0 ? random.nextLong(SECOND / 20) : SECOND / 500);
            }

            for (int from = 300; from < 3_400; from += 10) {
                assertThat(Arrays.stream(hundredths, from, from + 1_000).sum())
                        .as("ten seconds from the %dth hundredth", from)
                        .isBetween(98_000.0, 100_000.0);
            }
        });
    }

    @Test
    void anotherRateHoldsAtOnce() {
        WriteRate rate = new WriteRate(OptionalDouble.of(10_000), 0);
        demand(rate, 0, 20 * SECOND, () -> 10);
        rate.limit(OptionalDouble.of(100));

        List<Spent> slow = demand(rate, 20 * SECOND, 40 * SECOND, () -> 2);

        assertThat(mostInAnyWindow(slow)).isBetween(980.0, 1_000.0);
        rate.limit(OptionalDouble.empty());
        assertThat(rate.take(1e9, 40 * SECOND)).isZero();
    }

    @Test
    void whatIsGivenBackIsSpentAgain() {
        WriteRate rate = new WriteRate(OptionalDouble.of(1_000), 0);
        double consumed = 0;
        for (long now = 0; now < 20 * SECOND; ) {
            long wait = rate.take(50, now);
            if (wait == 0) {
                rate.giveBack(25);
                consumed += 25;
            }
            now += wait;
        }
        assertThat(consumed).isBetween(20_000 * 0.98, 20_000.0 + 100);
    }

    @Test
    void aStormCutsTheRateAndFiveSecondsLaterItIsBack() {
        for (OptionalDouble limit : List.of(OptionalDouble.of(500), OptionalDouble.of(20_000))) {
            WriteRate rate = new WriteRate(limit, 0);
            demand(rate, 0, 10 * SECOND, () -> 10);
            long now = 10 * SECOND;
            for (; now < 40 * SECOND; now += SECOND / 20) {
                rate.throttled(now);
            }
            assertThat(rate.current(now)).isLessThan(0.1 * limit.getAsDouble()).isPositive();
            assertThat(rate.current(now + 5 * SECOND)).isGreaterThanOrEqualTo(0.9 * limit.getAsDouble());
            assertThat(rate.current(now + 60 * SECOND)).isEqualTo(limit.getAsDouble());
        }
    }

    @Test
    void whereNoRateIsSetTheOneThatWasSeenIsCut() {
        WriteRate rate = new WriteRate(OptionalDouble.empty(), 0);
        long now = 0;
        for (; now < 10 * SECOND; now += SECOND / 100) {
            assertThat(rate.take(40, now)).isZero();
        }
        rate.throttled(now);

        assertThat(rate.current(now)).isBetween(0.6 * 4_000, 0.75 * 4_000);
        assertThat(rate.current(now + 60 * SECOND)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
