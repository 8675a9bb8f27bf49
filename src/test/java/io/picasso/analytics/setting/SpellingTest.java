package io.picasso.analytics.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void findsWhatIsNear() {
        assertThat(Spelling.nearest("regoin", List.of("region", "profile"))).contains("region");
        assertThat(Spelling.nearest("REGION", List.of("region"))).contains("region");
        assertThat(Spelling.nearest("tabels.session_events", List.of("tables.session_events", "tables.daily")))
                .contains("tables.session_events");
    }

    @Test
    void saysNothingRatherThanSomethingFar() {
        assertThat(Spelling.nearest("colour", List.of("region", "pii"))).isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
    }

    @Test
    void countsLettersAddedLeftOutOrChanged() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
    }
}
