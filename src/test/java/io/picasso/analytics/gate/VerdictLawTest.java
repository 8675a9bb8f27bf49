package io.picasso.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.law.Cases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What verdicts and the judging of measurements always hold. */
class VerdictLawTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @Test
    void theWorstOfManyIsTheSameInWhateverOrderAndGroups() {
        Cases.forAll(2_000, random -> {
            List<GateVerdict> verdicts = verdicts(random, 1 + random.nextInt(8));
            GateVerdict worst = GateVerdict.worst(verdicts);
            int cut = random.nextInt(verdicts.size());
            List<GateVerdict> shuffled = new ArrayList<>(verdicts);
            Collections.shuffle(shuffled, random);

            assertThat(verdicts).contains(worst).allMatch(verdict -> verdict.worst(worst) == worst);
            assertThat(GateVerdict.worst(shuffled)).isEqualTo(worst);
            assertThat(GateVerdict.worst(verdicts.subList(0, cut + 1))
                            .worst(GateVerdict.worst(verdicts.subList(cut, verdicts.size()))))
                    .isEqualTo(worst);
        });
    }

    @Test
    void thePhasePassesOnlyWhenEveryCheckPassedAndItCameToItsEnd() {
        Cases.forAll(2_000, random -> {
            List<CheckResult> checks = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                checks.add(
                        random.nextInt(3) > 0
                                ? new Check("1.a", "a", List.of(), List.of(Limit.none("a")), 1, "Mend it.", List.of())
                                        .judge(Measurement.taken(1, Figure.count("a", 0)), NOW, NOW)
                                : RandomEvidence.result(random));
            }
            String cutShort = random.nextBoolean() ? "" : "interrupted";
            PhaseResult result = new PhaseResult(Phase.TABLES, checks, cutShort, NOW, NOW);

            assertThat(result.passed())
                    .isEqualTo(!checks.isEmpty()
                            && cutShort.isEmpty()
                            && checks.stream().allMatch(check -> check.verdict() == GateVerdict.PASS));
        });
    }

    @Test
    void noDataIsNeverAPass() {
        assertThat(GateVerdict.worst(List.of())).isEqualTo(GateVerdict.INCONCLUSIVE);
        Cases.forAll(2_000, random -> {
            Check check = RandomEvidence.check(random);
            Measurement empty = new Measurement.Taken(
                    List.of(RandomEvidence.figure(random), RandomEvidence.figure(random)), 0, Series.NONE, List.of());

            assertThat(check.judge(empty, NOW, NOW).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        });
    }

    @Test
    void aPassMeansEveryLimitHoldsOnEnoughSamples() {
        Cases.forAll(5_000, random -> {
            Check check = RandomEvidence.check(random);
            Measurement measurement = RandomEvidence.measurement(random);
            CheckResult result = check.judge(measurement, NOW, NOW);
            boolean allHold = measurement instanceof Measurement.Taken
                    && measurement.samples() >= check.samples()
                    && check.limits().stream()
                            .allMatch(limit -> measurement
                                    .figure(limit.figure())
                                    .filter(limit::holds)
                                    .isPresent());

            assertThat(result.passed()).isEqualTo(allHold);
            assertThat(result.reason().isEmpty()).isEqualTo(allHold);
            assertThat(result.remedy().isEmpty()).isEqualTo(allHold);
        });
    }

    @Test
    void whatIsCutShortOrSkippedNeverPasses() {
        Cases.forAll(2_000, random -> {
            Check check = RandomEvidence.check(random);
            Measurement measurement = RandomEvidence.measurement(random);

            assertThat(check.judge(measurement.cutShort("interrupted"), NOW, NOW)
                            .passed())
                    .isFalse();
            assertThat(check.skip("1.active did not pass", NOW).verdict()).isEqualTo(GateVerdict.SKIP);
        });
    }

    @Test
    void aLimitThatIsBrokenIsAFailureWhateverElseIsMissing() {
        Check check = new Check(
                "1.a",
                "a",
                List.of(),
                List.of(Limit.none("missing"), Limit.atMost("p99", 100, Unit.MILLISECONDS)),
                9,
                "x",
                List.of());

        CheckResult result = check.judge(Measurement.taken(1, Figure.milliseconds("p99", 100.5)), NOW, NOW);

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.reason()).isEqualTo("p99 is 100.5 ms, and has to be ≤ 100 ms");
    }

    @Test
    void aCheckThatCouldNotFailCannotBeMade() {
        assertThatThrownBy(() -> new Check("1.a", "a", List.of(), List.of(), 1, "x", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Check("1.a", "a", List.of(), List.of(Limit.none("a")), 0, "x", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Figure.milliseconds("p99", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<GateVerdict> verdicts(Random random, int count) {
        return random.ints(count, 0, GateVerdict.values().length)
                .mapToObj(ordinal -> GateVerdict.values()[ordinal])
                .toList();
    }
}
