package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path folder;

    private CommandRun here() {
        return CommandRun.in(folder);
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("picasso-analytics.yaml"), text);
    }

    @Test
    void initWritesAFileThatIsRightAndRefusesToReplaceIt() {
        assertThat(here().with("config", "init").status()).isZero();
        assertThat(here().with("config", "validate").out()).isEqualTo("picasso-analytics.yaml is right.\n");

        Result again = here().with("config", "init");
        assertThat(again.status()).isEqualTo(7);
        assertThat(again.err()).contains("PA-401", "--force");
        assertThat(here().with("config", "init", "--force").status()).isZero();
    }

    @Test
    void validateListsAllProblemsAndEndsWithTwo() throws IOException {
        file("environments:\n  a:\n    regoin: x\n    ttl_days: 3\n");
        Result result = here().with("config", "validate");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEqualTo("""
                picasso-analytics.yaml:3: The key 'regoin' is not known
                  Did you mean 'region'?
                picasso-analytics.yaml:4: The key 'ttl_days' is no longer used
                  Write retention_days.
                2 problems.
                """);
        assertThat(here().with("config", "validate", "-o", "ndjson").out())
                .contains("{\"place\":\"picasso-analytics.yaml:3\",\"message\":\"The key 'regoin' is not known\"");
    }

    @Test
    void validateTellsAlsoWhatIsNotYamlAtAll() throws IOException {
        file("environments: [\n");
        Result result = here().with("config", "validate", "picasso-analytics.yaml");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("picasso-analytics.yaml:2: Not valid YAML");
    }

    @Test
    void withoutAFileEverythingIsRight() {
        assertThat(here().with("config", "validate").status()).isZero();
        assertThat(here().with("config", "show", "--query", "environments[].name")
                        .out())
                .isEqualTo("local\n");
    }

    @Test
    void explainNamesTheOriginAndWhatItOverrode() throws IOException {
        file("environments:\n  staging:\n    region: eu-west-1\n");

        assertThat(here().variable("AWS_REGION", "us-west-2").with("config", "explain", "region", "-e", "staging"))
                .isEqualTo(new Result(0, """
                Environment: staging (flag --env)

                SETTING  VALUE      FROM                 OVERRODE
                region   us-west-2  variable AWS_REGION  eu-west-1 (file picasso-analytics.yaml:3)

                AWS region of the environment.
                Must be a text; variable AWS_REGION.
                """, ""));
        assertThat(here().with(
                                "config",
                                "explain",
                                "AWS_REGION",
                                "-e",
                                "staging",
                                "-o",
                                "json",
                                "--query",
                                "settings[0].overrode"))
                .isEqualTo(new Result(0, """
                [
                  {
                    "value": "us-east-1",
                    "layer": "default",
                    "origin": ""
                  }
                ]
                """, ""));
    }

    @Test
    void explainSaysWhichVariablesLocalLeavesOut() {
        assertThat(here().variable("AWS_PROFILE", "prod")
                        .with("config", "explain", "profile")
                        .out())
                .contains("Not used, because 'local' never reaches AWS: AWS_PROFILE");
    }

    @Test
    void settingsCanBeGivenOnTheCommandLine() {
        assertThat(here().with(
                                "--set",
                                "retention_days=30",
                                "config",
                                "show",
                                "--set=pii=keep",
                                "-o",
                                "json",
                                "--query",
                                "environments[0].settings.[retention_days,pii]")
                        .out())
                .isEqualTo("[\n  30,\n  \"keep\"\n]\n");
    }

    @Test
    void everyFormatShowsTheConfiguration() throws IOException {
        file("default_environment: b\nenvironments:\n  b: { protected: true }\n");
        for (GlobalOptions.Format format : GlobalOptions.Format.values()) {
            Result result = here().with("config", "show", "-o", format.name());

            assertThat(result.status()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).contains("local", "picasso-session-events");
        }
    }

    @Test
    void aWrongFileStopsEveryCommandThatNeedsIt() throws IOException {
        file("enviroments: {}\n");
        Result result = here().with("config", "show");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("""
                error PA-102: The key 'enviroments' is not known
                  where: picasso-analytics.yaml:1
                  next:  Did you mean 'environments'?
                """);
    }
}
