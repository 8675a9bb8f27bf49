package io.picasso.analytics.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changing one variable changes nothing else, and taking it back leaves no trace. */
class EnvironmentMapLawTest {
    private static final int CASES = 500;

    @Test
    void aChangeTouchesOneVariableOnly() {
        Cases.forAll(CASES, random -> {
            EnvironmentMap before = Environments.random(random);
            EnvironmentMap after = before.after(before.change(Environments.SWITCH, Optional.of("false")));

            assertThat(after.find(Environments.SWITCH)).contains("false");
            assertThat(others(after)).isEqualTo(others(before));
        });
    }

    @Test
    void theInverseBringsBackEveryVariableAndEveryAbsence() {
        Cases.forAll(CASES, random -> {
            EnvironmentMap before = Environments.random(random);
            EnvironmentChange change = before.change(
                    Environments.SWITCH,
                    Cases.oneOf(random, Optional.of("false"), Optional.of("true"), Optional.empty()));

            assertThat(before.after(change).after(change.inverse())).isEqualTo(before);
        });
    }

    @Test
    void theDifferencesOfTwoMapsTurnOneIntoTheOther() {
        Cases.forAll(CASES, random -> {
            EnvironmentMap one = Environments.random(random);
            EnvironmentMap other = Environments.random(random);
            EnvironmentMap map = one;
            List<EnvironmentChange> differences = one.differences(other);
            for (EnvironmentChange change : differences) {
                assertThat(map.find(change.key())).isEqualTo(change.before());
                map = map.after(change);
            }

            assertThat(map).isEqualTo(other);
            assertThat(one.differences(one)).isEmpty();
        });
    }

    @Test
    void someOfTheCasesLeaveNoRoomForAnotherByte() {
        int[] full = new int[1];
        Cases.forAll(CASES, random -> {
            int bytes = Environments.random(random).bytes();
            assertThat(bytes).isLessThanOrEqualTo(EnvironmentMap.LARGEST);
            full[0] += bytes == EnvironmentMap.LARGEST ? 1 : 0;
        });
        assertThat(full[0]).isGreaterThan(10);
    }

    @Test
    void theSizeIsThatOfTheMapAsJson() {
        assertThat(EnvironmentMap.of(Map.of("A", "é", "B", "")).bytes())
                .isEqualTo("{\"A\":\"é\",\"B\":\"\"}".length() + 1);
    }

    @Test
    void someoneElsesVariableIsNamedWithoutItsValue() {
        EnvironmentMap secret = EnvironmentMap.of(Map.of("TOKEN", "s3cret"));

        assertThat(secret.differences(EnvironmentMap.EMPTY))
                .singleElement()
                .satisfies(change -> assertThat(change.describeWithoutValues()).isEqualTo("TOKEN: removed"));
        assertThat(secret.toString()).doesNotContain("s3cret");
    }

    private static Map<String, String> others(EnvironmentMap map) {
        Map<String, String> others = new TreeMap<>(map.variables());
        others.remove(Environments.SWITCH);
        return others;
    }
}
