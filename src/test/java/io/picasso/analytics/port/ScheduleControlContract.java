package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link ScheduleControl} must hold, whoever answers behind it. */
public abstract class ScheduleControlContract {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:somebody";

    /** The schedules; none of that name is there at the start of a test. */
    protected abstract ScheduleControl control();

    /** A name for this test's rule. */
    protected abstract String name();

    private ScheduleDeclaration every(Duration period) {
        return new ScheduleDeclaration(name(), "somebody", period);
    }

    @Test
    void aRuleIsMadeAndReadWhole() {
        assertThat(control().find(name())).isEmpty();

        String arn = control().put(every(Duration.ofHours(1)), true);
        control().target(every(Duration.ofHours(1)), FUNCTION);

        assertThat(control().find(name())).hasValueSatisfying(found -> {
            assertThat(found.arn()).isEqualTo(arn).endsWith("rule/" + name());
            assertThat(found.expression()).isEqualTo("rate(1 hour)");
            assertThat(found.enabled()).isTrue();
            assertThat(found.targets()).containsExactly(FUNCTION);
        });
    }

    @Test
    void anotherPeriodKeepsWhatIsCalledAndWhatIsOffStaysOff() {
        control().put(every(Duration.ofHours(1)), true);
        control().target(every(Duration.ofHours(1)), FUNCTION);

        control().put(every(Duration.ofMinutes(90)), false);

        assertThat(control().find(name())).hasValueSatisfying(found -> {
            assertThat(found.expression()).isEqualTo("rate(90 minutes)");
            assertThat(found.enabled()).isFalse();
            assertThat(found.targets()).containsExactly(FUNCTION);
        });
    }

    @Test
    void theSameTwiceIsThereOnce() {
        for (int time = 0; time < 2; time++) {
            control().put(every(Duration.ofMinutes(1)), true);
            control().target(every(Duration.ofMinutes(1)), FUNCTION);
        }

        assertThat(control().find(name()))
                .hasValueSatisfying(found -> assertThat(found.targets()).containsExactly(FUNCTION));
    }

    @Test
    void aRuleIsDeletedWithItsTargetsAndOneThatIsNotThereIsNoFailure() {
        control().put(every(Duration.ofHours(2)), true);
        control().target(every(Duration.ofHours(2)), FUNCTION);

        control().delete(name());

        assertThat(control().find(name())).isEmpty();
        control().delete(name());
    }

    @Test
    void aRuleThatIsNotThereCallsNothing() {
        Failure failure =
                catchThrowableOfType(Failure.class, () -> control().target(every(Duration.ofHours(1)), FUNCTION));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
    }
}
