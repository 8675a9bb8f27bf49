package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleDeclarationTest {
    @ParameterizedTest
    @CsvSource({
        "1, rate(1 minute)",
        "15, rate(15 minutes)",
        "60, rate(1 hour)",
        "90, rate(90 minutes)",
        "1440, rate(24 hours)"
    })
    void aPeriodIsSaidAsEventBridgeTakesIt(long minutes, String expression) {
        assertThat(new ScheduleDeclaration("r", "f", Duration.ofMinutes(minutes)).expression())
                .isEqualTo(expression);
    }

    @Test
    void lessThanAMinuteOrAPartOfOneIsNoPeriod() {
        assertThatThrownBy(() -> new ScheduleDeclaration("r", "f", Duration.ofSeconds(30)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScheduleDeclaration("r", "f", Duration.ofSeconds(90)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
