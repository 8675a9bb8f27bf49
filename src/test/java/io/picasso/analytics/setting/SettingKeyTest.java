package io.picasso.analytics.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.setting.ConfigurationEntry.Form;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingKeyTest {
    @Test
    void everyKeyAndEveryVariableIsUnique() {
        assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::key)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::variable)).doesNotHaveDuplicates();
    }

    @Test
    void noKeyIsAlsoAGroup() {
        for (SettingKey key : SettingKey.values()) {
            assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::key))
                    .noneMatch(other -> other.startsWith(key.key() + "."));
        }
    }

    @Test
    void noRetiredNameIsInUse() {
        for (RetiredKey retired : RetiredKey.values()) {
            assertThat(SettingKey.find(retired.retired())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everyDefaultIsAValueTheKeyTakes(SettingKey key) {
        assertThat(key.complaint(key.defaultText())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everyKeyParsesNestedAndDotted(SettingKey key) {
        String value = switch (key.kind()) {
            case FLAG -> "true";
            case NUMBER -> "128";
            case URL -> "http://127.0.0.1:8000";
            case TEXT ->
                switch (key) {
                    case PII -> "keep";
                    case ATHENA_OUTPUT -> "x/";
                    case FUNCTION_URL, API_URL -> "iam";
                    case API_CORS_ORIGIN -> "*";
                    case ALARM_TOPIC -> "arn:aws:sns:us-east-1:123456789012:alarms";
                    default -> "x";
                };
        };
        List<String> nested = new java.util.ArrayList<>(List.of("environments", "staging"));
        nested.addAll(List.of(key.key().split("\\.")));

        for (List<String> path : List.of(nested, List.of("environments", "staging", key.key()))) {
            Configuration configuration = ConfigurationParser.parse(List.of(
                    new ConfigurationEntry(List.of("environments"), Form.MAPPING, "", "f", 1),
                    new ConfigurationEntry(List.of("environments", "staging"), Form.MAPPING, "", "f", 2),
                    new ConfigurationEntry(path, Form.SCALAR, value, "f", 3)));

            assertThat(configuration.problems()).isEmpty();
            assertThat(configuration.environments().get("staging").values())
                    .containsEntry(key, new Settings.Resolved(value, new Origin(Origin.Layer.FILE, "f:3")));
        }
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everyKeyStandsInTheSampleAndTheReference(SettingKey key) {
        assertThat(SampleConfiguration.text()).contains(key.meaning(), key.variable());
        assertThat(ConfigurationPage.text()).contains("`" + key.key() + "`", key.meaning());
    }

    @Test
    void complaintsNameTheKeyTheValueAndTheRule() {
        assertThat(SettingKey.RETENTION_DAYS.complaint("abc"))
                .contains("retention_days is 'abc', but must be a whole number from 1 to 3650");
        assertThat(SettingKey.RETENTION_DAYS.complaint("0")).isPresent();
        assertThat(SettingKey.RETENTION_DAYS.complaint("9999999999999")).isPresent();
        assertThat(SettingKey.DYNAMODB_WRITE_ENABLED.complaint("yes")).isPresent();
        assertThat(SettingKey.DYNAMODB_WRITE_ENABLED.complaint("True")).isEmpty();
        assertThat(SettingKey.S3_ENDPOINT.complaint("localhost:9000")).isPresent();
        assertThat(SettingKey.S3_ENDPOINT.complaint("http://[::1")).isPresent();
        assertThat(SettingKey.PII.complaint("drop")).isPresent();
    }
}
