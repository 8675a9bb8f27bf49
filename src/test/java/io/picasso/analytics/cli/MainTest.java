package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.failure.FailureCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {
    @Test
    void helpGoesToStandardOutputAndNamesEveryExitStatus() {
        Result result = CommandRun.run("--help");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: picasso-analytics", "Commands:", "130   interrupted", "Example:");
    }

    @Test
    void withoutACommandTheHelpGoesToStandardErrorAndTheUsageIsWrong() {
        Result result = CommandRun.run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Commands:");
    }

    @Test
    void versionNamesTheJavaItRunsOn() {
        assertThat(CommandRun.run("--version").out())
                .startsWith("picasso-analytics ")
                .contains("Java " + Runtime.version());
    }

    @Test
    void aMisspeltCommandNamesTheRightOne() {
        Result result = CommandRun.run("--env", "local", "explan");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                error PA-101: Unknown command: 'explan'
                  why:   Did you mean explain?
                  next:  Try: picasso-analytics --help
                """);
    }

    @Test
    void aMisspeltOptionNamesTheRightOneAndTheCommandsHelp() {
        assertThat(CommandRun.run("config", "show", "--outptu", "json").err()).isEqualTo("""
                error PA-101: Unknown option: '--outptu'
                  why:   Did you mean --output?
                  next:  Try: picasso-analytics config show --help
                """);
    }

    @Test
    void aMissingSubcommandIsWrongUsage() {
        Result result = CommandRun.run("config");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("PA-101", "Try: picasso-analytics config --help");
    }

    @Test
    void failuresAreJsonWhereJsonWasAskedForEvenIfTheCommandLineIsWrong() {
        for (String[] wish : new String[][] {{"-o", "json"}, {"-ojson"}, {"--output=json"}, {"--output", "JSON"}}) {
            String[] arguments = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("explain", "--nonsense"), java.util.Arrays.stream(wish))
                    .toArray(String[]::new);

            assertThat(CommandRun.run(arguments).err()).startsWith("{\n  \"error\": {\n    \"code\": \"PA-101\"");
        }
    }

    @Test
    void aFailureNamesWhatAndNextWithItsCode() {
        Result result = CommandRun.run("explain", "PA-777", "-o", "json");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                {
                  "error": {
                    "code": "PA-301",
                    "what": "There is no failure code 'PA-777'",
                    "next": "Run 'picasso-analytics explain' to see all codes.",
                    "exit_status": 5
                  }
                }
                """);
    }

    @Test
    void textFromOutsideCannotDriveTheTerminal() {
        assertThat(CommandRun.run("explain", "\u001b[2J\nfake").err())
                .contains("'␛[2J␊fake'")
                .doesNotContain("\u001b");
    }

    @Test
    void aTraceIsShownOnlyWithTwoTimesVerbose() {
        assertThat(CommandRun.run("explain", "x", "-v").err()).doesNotContain("\tat ");
        assertThat(CommandRun.run("explain", "x", "-vv").err()).contains("\tat io.picasso.analytics");
    }

    @Test
    void aBugBecomesOneLineAndItsOwnStatus() {
        Result result = CommandRun.in(Path.of("target"))
                .variable("PICASSO_CONFIG", "\0")
                .with("config", "show");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error PA-999: ").doesNotContain("\tat ");
    }

    @Test
    void aBadQueryIsRefusedBeforeTheCommandRuns() {
        Result result = CommandRun.run("explain", "--query", "codes[");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("PA-104", "codes[");
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        assertThat(CommandRun.run("-o", "ndjson", "explain", "201").out())
                .isEqualTo(CommandRun.run("explain", "201", "-o", "ndjson").out())
                .startsWith("{\"code\":\"PA-201\"");
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyCodeIsExplainedInEveryFormat(FailureCode code) {
        for (GlobalOptions.Format format : GlobalOptions.Format.values()) {
            Result result = CommandRun.run("explain", code.id(), "-o", format.name());

            assertThat(result.status()).isZero();
            assertThat(result.out()).contains(code.id(), code.title());
        }
    }
}
