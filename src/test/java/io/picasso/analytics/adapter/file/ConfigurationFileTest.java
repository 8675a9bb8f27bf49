package io.picasso.analytics.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    Path root;

    private Path here;
    private Map<String, String> variables;

    @BeforeEach
    void folders() throws IOException {
        here = Files.createDirectories(root.resolve("here"));
        variables = Map.of("HOME", root.resolve("home").toString());
    }

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void theFlagThenTheVariableThenTheFolderThenTheUsersConfiguration() throws IOException {
        assertThat(ConfigurationFile.find(Optional.empty(), variables, here)).isEmpty();

        Path users = file("home/.config/picasso-analytics/picasso-analytics.yaml");
        assertThat(ConfigurationFile.find(Optional.empty(), variables, here)).contains(users);

        Path local = file("here/picasso-analytics.yaml");
        assertThat(ConfigurationFile.find(Optional.empty(), variables, here)).contains(local);

        Path named = file("named.yaml");
        Map<String, String> naming = Map.of("PICASSO_CONFIG", "../named.yaml");
        assertThat(ConfigurationFile.find(Optional.empty(), naming, here)
                        .orElseThrow()
                        .normalize())
                .isEqualTo(named);

        Path flag = file("here/flag.yaml");
        assertThat(ConfigurationFile.find(Optional.of(Path.of("flag.yaml")), naming, here))
                .contains(flag);
    }

    @Test
    void theUsersFolderIsThatOfTheXdgVariable() throws IOException {
        Path users = file("xdg/picasso-analytics/picasso-analytics.yaml");

        assertThat(ConfigurationFile.find(
                        Optional.empty(),
                        Map.of("XDG_CONFIG_HOME", root.resolve("xdg").toString()),
                        here))
                .contains(users);
    }

    @Test
    void aNamedFileThatIsNotThereIsAFailureAndNotSkipped() throws IOException {
        file("here/picasso-analytics.yaml");

        assertThatThrownBy(() -> ConfigurationFile.find(Optional.of(Path.of("none.yaml")), variables, here))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.BAD_CONFIGURATION);
                    assertThat(failure.where().orElseThrow()).contains("none.yaml", "--config");
                });
    }

    @Test
    void aFileIsReplacedOnlyOnRequest() throws IOException {
        Path file = root.resolve("a/b.yaml");
        ConfigurationFile.write(file, "first, and longer", false);

        assertThatThrownBy(() -> ConfigurationFile.write(file, "second", false)).isInstanceOf(Failure.class);
        assertThat(file).hasContent("first, and longer");

        ConfigurationFile.write(file, "second", true);
        assertThat(file).hasContent("second");
    }
}
