package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Interruption interruption = new Interruption();
    private final List<String> called = new ArrayList<>();

    @Test
    void callsWhatIsRegisteredOnce() {
        interruption.onInterrupt(() -> called.add("a"));
        interruption.request();
        interruption.request();

        assertThat(interruption.requested()).isTrue();
        assertThat(called).containsExactly("a");
    }

    @Test
    void doesNotCallWhatHasEnded() {
        interruption.onInterrupt(() -> called.add("a")).close();
        interruption.request();

        assertThat(called).isEmpty();
    }

    @Test
    void callsAtOnceWhatIsRegisteredTooLate() {
        interruption.request();
        interruption.onInterrupt(() -> called.add("late"));

        assertThat(called).containsExactly("late");
    }
}
