package io.picasso.analytics.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.law.Cases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepKeyTest {
    @ParameterizedTest
    @CsvSource({
        "0, STEP#000#abcdefghij27",
        "7, STEP#007#abcdefghij27",
        "999, STEP#999#abcdefghij27",
        "1000, STEP#~1000#abcdefghij27",
        "10000, STEP#~~10000#abcdefghij27",
        "99999999, STEP#~~~~~99999999#abcdefghij27"
    })
    void theWrittenFormIsFixed(int step, String written) {
        StepKey key = new StepKey(step, Optional.of(new Fingerprint("abcdefghij27")));

        assertThat(key).hasToString(written);
        assertThat(StepKey.parse(written)).contains(key);
    }

    @Test
    void textOrderIsStepOrder() {
        List<Integer> steps = new ArrayList<>(List.of(0, Event.MAX_STEP));
        for (int power = 1; power <= 10_000_000; power *= 10) {
            steps.addAll(List.of(power - 1, power, power + 1, 2 * power, 9 * power));
        }
        Cases.forAll(200, random -> steps.add(random.nextInt(Event.MAX_STEP + 1) >>> random.nextInt(27)));

        Random random = new Random(1);
        for (int one : steps) {
            for (int other : steps) {
                if (one < other) {
                    // Whatever the fingerprints, and with one side a bare row of the system before this one.
                    assertThat(utf8Order(
                                    key(one, random).toString(),
                                    key(other, random).toString()))
                            .as("%d before %d", one, other)
                            .isNegative();
                    assertThat(utf8Order(bare(one), key(other, random).toString()))
                            .isNegative();
                    assertThat(utf8Order(key(one, random).toString(), bare(other)))
                            .isNegative();
                }
            }
        }
    }

    @Test
    void printingAndReadingGiveTheSameKey() {
        Cases.forAll(2_000, random -> {
            StepKey key = key(random.nextInt(Event.MAX_STEP + 1) >>> random.nextInt(27), random);
            assertThat(StepKey.parse(key.toString())).contains(key);

            EventKey whole = new EventKey(new SessionId("sess_" + random.nextInt(1_000) + "-x"), key);
            assertThat(EventKey.parse(whole.partition(), whole.sort())).contains(whole);
        });
    }

    @Test
    void bareRowsOfTheSystemBeforeAreRead() {
        assertThat(StepKey.parse("STEP#003")).contains(new StepKey(3, Optional.empty()));
        assertThat(EventKey.parse("SESSION#s", "STEP#999"))
                .contains(new EventKey(new SessionId("s"), new StepKey(999, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "STEP#",
                "STEP#1",
                "STEP#01",
                "STEP#1000",
                "STEP#~100",
                "STEP#~~1000",
                "STEP#~0100",
                "STEP#~0999#abcdefghij27",
                "STEP#~~~~~~100000000",
                "STEP#-01",
                "STEP#+01",
                "STEP#٠٠٣",
                "STEP#003#",
                "STEP#003#abc",
                "STEP#003#ABCDEFGHIJ27",
                "STEP#003#abcdefghij28",
                "STEP#003#abcdefghij27#",
                "STEP#003#abcdefghij27\n",
                "step#003",
                " STEP#003",
                "SESSION#003"
            })
    void anythingElseIsNoStepKey(String text) {
        assertThat(StepKey.parse(text)).isEmpty();
    }

    @Test
    void randomTextsAreNeverReadAsAKeyThatPrintsOtherwise() {
        String[] parts = {"STEP#", "~", "0", "1", "9", "00", "#", "abcdefghij27", "a", " ", "\n", "Ⅷ"};
        Cases.forAll(20_000, random -> {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "STEP#" : "");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(Cases.oneOf(random, parts));
            }
            StepKey.parse(text.toString()).ifPresent(key -> assertThat(key).hasToString(text.toString()));
        });
    }

    @Test
    void aSessionOfAnotherFormIsNoEventKey() {
        assertThat(EventKey.parse("SESSION#../x", "STEP#003")).isEmpty();
        assertThat(EventKey.parse("SESSION#", "STEP#003")).isEmpty();
        assertThat(EventKey.parse("TENANT#s", "STEP#003")).isEmpty();
        assertThat(EventKey.parse("SESSION#s", "ANCHOR#s")).isEmpty();
    }

    @Test
    void aStepOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new StepKey(-1, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepKey(Event.MAX_STEP + 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StepKey key(int step, Random random) {
        StringBuilder fingerprint = new StringBuilder();
        for (int i = 0; i < Fingerprint.LENGTH; i++) {
            fingerprint.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
        }
        return new StepKey(step, Optional.of(new Fingerprint(fingerprint.toString())));
    }

    private static String bare(int step) {
        return new StepKey(step, Optional.empty()).toString();
    }

    /** The order of the table: by the bytes of the UTF-8 form. */
    private static int utf8Order(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
