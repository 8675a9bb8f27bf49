package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTerminalTest {
    @Test
    void colourIsNotWantedWithNoColorOrADumbTerminal() {
        assertThat(ProcessTerminal.wantsColor(Map.of("TERM", "xterm"))).isTrue();
        assertThat(ProcessTerminal.wantsColor(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(ProcessTerminal.wantsColor(Map.of("NO_COLOR", "0"))).isFalse();
        assertThat(ProcessTerminal.wantsColor(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void theWidthIsTheVariablesWhereItIsANumber() {
        assertThat(ProcessTerminal.width("120")).isEqualTo(120);
        assertThat(ProcessTerminal.width("wide")).isEqualTo(80);
        assertThat(ProcessTerminal.width("0")).isEqualTo(80);
        assertThat(ProcessTerminal.width(null)).isEqualTo(80);
    }
}
