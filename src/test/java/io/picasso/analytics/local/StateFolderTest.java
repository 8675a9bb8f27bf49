package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateFolderTest {
    private static final Map<String, String> ALL =
            Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/state", "PICASSO_STATE_DIR", "/mine");

    @Test
    void theOptionWinsOverTheVariables() {
        assertThat(StateFolder.resolve(Optional.of(Path.of("/given")), ALL).root())
                .isEqualTo(Path.of("/given"));
    }

    @Test
    void thenItsOwnVariableThenTheXdgFolderThenTheHome() {
        assertThat(StateFolder.resolve(Optional.empty(), ALL).root()).isEqualTo(Path.of("/mine"));
        assertThat(StateFolder.resolve(Optional.empty(), Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/state"))
                        .root())
                .isEqualTo(Path.of("/state/picasso-analytics/local"));
        assertThat(StateFolder.resolve(Optional.empty(), Map.of("HOME", "/home/ann", "PICASSO_STATE_DIR", ""))
                        .root())
                .isEqualTo(Path.of("/home/ann/.local/state/picasso-analytics/local"));
    }
}
