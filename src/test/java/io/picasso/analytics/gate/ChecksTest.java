package io.picasso.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checks, as data. */
class ChecksTest {
    @Test
    void everyLineOfThePlanIsProvenByACheck() {
        Set<PlanLine> covered =
                Checks.all().stream().flatMap(check -> check.covers().stream()).collect(Collectors.toSet());

        assertThat(covered).containsExactlyInAnyOrder(PlanLine.values());
    }

    @Test
    void everyPhaseHasChecksAndEndsByLookingForWhatIsLeft() {
        for (Phase phase : Phase.values()) {
            List<Check> checks = Checks.of(phase);
            assertThat(checks).as(phase.title()).hasSizeGreaterThan(3);
            assertThat(checks.get(checks.size() - 1).id()).isEqualTo(phase.number() + ".clean");
        }
        assertThat(Arrays.stream(Phase.values())
                        .mapToInt(phase -> Checks.of(phase).size())
                        .sum())
                .isEqualTo(Checks.all().size());
    }

    @Test
    void aCheckNeedsOnlyWhatIsMadeBeforeItInItsPhase() {
        for (Phase phase : Phase.values()) {
            Set<String> before = new HashSet<>();
            for (Check check : Checks.of(phase)) {
                assertThat(before).as(check.id()).containsAll(check.needs());
                assertThat(before.add(check.id())).as(check.id()).isTrue();
                assertThat(check.remedy()).as(check.id()).isNotBlank();
            }
        }
    }
}
