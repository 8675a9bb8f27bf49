package io.picasso.analytics.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.Configuration;
import io.picasso.analytics.setting.ConfigurationEntry;
import io.picasso.analytics.setting.ConfigurationEntry.Form;
import io.picasso.analytics.setting.ConfigurationParser;
import io.picasso.analytics.setting.Problem;
import io.picasso.analytics.setting.SampleConfiguration;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlConfigurationReaderTest {
    @TempDir
    Path folder;

    private List<ConfigurationEntry> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<ConfigurationEntry> read(byte[] bytes) throws IOException {
        return YamlConfigurationReader.read(Files.write(folder.resolve("p.yaml"), bytes), "p.yaml");
    }

    private void refused(byte[] bytes, String where, String what) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.BAD_CONFIGURATION);
            assertThat(failure.where()).contains(where);
            assertThat(failure.what()).isEqualTo(what);
        });
    }

    private void refused(String text, String where, String what) {
        refused(text.getBytes(StandardCharsets.UTF_8), where, what);
    }

    @Test
    void everyPlaceKnowsItsLine() throws IOException {
        assertThat(read("""
                # a comment
                environments:
                  staging:
                    tables: { daily: d,
                              audit: a }
                    region:
                """))
                .containsExactly(
                        new ConfigurationEntry(List.of(), Form.MAPPING, "", "p.yaml", 1),
                        new ConfigurationEntry(List.of("environments"), Form.MAPPING, "", "p.yaml", 2),
                        new ConfigurationEntry(List.of("environments", "staging"), Form.MAPPING, "", "p.yaml", 3),
                        new ConfigurationEntry(
                                List.of("environments", "staging", "tables"), Form.MAPPING, "", "p.yaml", 4),
                        new ConfigurationEntry(
                                List.of("environments", "staging", "tables", "daily"), Form.SCALAR, "d", "p.yaml", 4),
                        new ConfigurationEntry(
                                List.of("environments", "staging", "tables", "audit"), Form.SCALAR, "a", "p.yaml", 5),
                        new ConfigurationEntry(
                                List.of("environments", "staging", "region"), Form.NOTHING, "", "p.yaml", 6));
    }

    @Test
    void valuesAreTextsAsTheyWereWritten() throws IOException {
        assertThat(read("a: 007\nb: yes\nc: 1e3\nd: TRUE\ne: '5'\nf: [1, 2]\n"))
                .extracting(ConfigurationEntry::text)
                .containsExactly("", "007", "yes", "1e3", "TRUE", "5", "");
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("# only a comment\n")).isEmpty();
    }

    @Test
    void whatIsNotYamlNamesTheLine() {
        refused("a: 1\n\tb: 2\n", "p.yaml:2", "A tab stands where YAML wants spaces");
        refused("environments:\n\tstaging:\n", "p.yaml:2", "A tab stands where YAML wants spaces");
        refused("a: 1\n  b: 2\n", "p.yaml:2", "Not valid YAML");
        refused("a: [1\nb: 2\n", "p.yaml:2", "Not valid YAML");
        refused("a: 1\n---\nb: 2\n", "p.yaml:3", "The file holds more than one document");
        refused("a: &x 1\nb: *x\n", "p.yaml:2", "Anchors and aliases are not read");
        refused(new byte[] {'a', ':', ' ', (byte) 0xFF}, "p.yaml", "The configuration file is not UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsAFailure() {
        assertThatThrownBy(() -> YamlConfigurationReader.read(folder.resolve("none.yaml"), "none.yaml"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.where()).contains("none.yaml"));
    }

    @Test
    void everyProblemOfAFileIsFoundWithItsLine() throws IOException {
        Configuration configuration = ConfigurationParser.parse(read("""
                default_environment: stging
                region: x
                environments:
                  staging:
                    regoin: x
                    table: foo
                    ttl_days: 3
                    SESSION_EVENTS_TABLE: foo
                    retention_days: abc
                    tables: { daily: a, daily: b }
                    tables.daily: c
                    protected: [1]
                    queue: 3
                  prod: 7
                  staging: {}
                """));

        assertThat(configuration.problems())
                .extracting(problem -> problem.place() + " " + problem.message() + " " + problem.hint())
                .containsExactly(
                        "p.yaml:2 The setting 'region' stands outside an environment"
                                + " Move it below 'environments:' and the environment's name.",
                        "p.yaml:5 The key 'regoin' is not known Did you mean 'region'?",
                        "p.yaml:6 The key 'table' is no longer used Write tables.session_events.",
                        "p.yaml:7 The key 'ttl_days' is no longer used Write retention_days.",
                        "p.yaml:8 The key 'SESSION_EVENTS_TABLE' is not known Did you mean 'tables.session_events'?",
                        "p.yaml:9 retention_days is 'abc', but must be a whole number from 1 to 3650 ",
                        "p.yaml:10 The key 'daily' stands twice Remove one of the two; the first is in line 10.",
                        "p.yaml:11 The key 'tables.daily' stands twice Remove one of the two; the first is in line 10.",
                        "p.yaml:12 'protected' must be true or false ",
                        "p.yaml:13 'queue' must hold keys and values ",
                        "p.yaml:14 The environment 'prod' must hold settings ",
                        "p.yaml:15 The key 'staging' stands twice Remove one of the two; the first is in line 4.",
                        "p.yaml:1 'default_environment' names 'stging', which is not in the file"
                                + " Did you mean 'staging'?");
    }

    @Test
    void aRootThatIsNoMappingIsAProblem() throws IOException {
        for (String text : new String[] {"[1, 2]", "text"}) {
            assertThat(ConfigurationParser.parse(read(text)).problems())
                    .extracting(Problem::message)
                    .containsExactly("The file must hold keys and values, such as 'environments:'");
        }
    }

    @Test
    void theSampleIsRightAsItStandsAndWithEverythingSwitchedOn() throws IOException {
        String sample = SampleConfiguration.text();
        String switchedOn = sample.replaceAll("(?m)^( +)#(?! )", "$1");

        assertThat(ConfigurationParser.parse(read(sample)).problems()).isEmpty();
        Configuration configuration = ConfigurationParser.parse(read(switchedOn));
        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.environments().get("staging").values())
                .containsOnlyKeys(SettingKey.values())
                .allSatisfy((key, value) -> assertThat(value.text()).isEqualTo(key.defaultText()));
    }
}
