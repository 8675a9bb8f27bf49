package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A function that is set wrongly does not start, and says why in one line. */
class FunctionStartTest {
    private static final Map<String, String> GOOD = Map.of("PICASSO_ENV", "production", "AWS_REGION", "eu-central-1");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void everyVariableOfASettingIsRead() {
        Settings settings = FunctionSettings.of(with(
                "SESSION_EVENTS_TABLE", "events-1",
                "DYNAMODB_WRITE_ENABLED", "TRUE",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"));

        assertThat(settings.environment()).isEqualTo("production");
        assertThat(settings.text(SettingKey.REGION)).isEqualTo("eu-central-1");
        assertThat(settings.text(SettingKey.SESSION_EVENTS_TABLE)).isEqualTo("events-1");
        assertThat(settings.flag(SettingKey.DYNAMODB_WRITE_ENABLED)).isTrue();
        assertThat(settings.url(SettingKey.S3_ENDPOINT)).isPresent();
    }

    @Test
    void theTablesAreOffUnlessTheyAreSwitchedOn() {
        assertThat(FunctionSettings.of(GOOD).flag(SettingKey.DYNAMODB_WRITE_ENABLED))
                .isFalse();
        // The commands of the environment 'local' write without being told; its function does not.
        assertThat(FunctionSettings.of(Map.of(
                                "PICASSO_ENV",
                                "local",
                                "AWS_ENDPOINT_URL_DYNAMODB",
                                "http://127.0.0.1:9",
                                "AWS_ENDPOINT_URL_S3",
                                "http://127.0.0.1:9"))
                        .flag(SettingKey.DYNAMODB_WRITE_ENABLED))
                .isFalse();
    }

    @Test
    void theOldNameOfTheEnvironmentCountsWhereThereIsNoNewOne() {
        assertThat(FunctionSettings.of(Map.of("ENVIRONMENT", "staging")).environment())
                .isEqualTo("staging");
        assertThat(FunctionSettings.of(with("ENVIRONMENT", "staging")).environment())
                .isEqualTo("production");
    }

    @Test
    void aWrongSettingIsNamed() {
        refused(with("DYNAMODB_WRITE_ENABLED", "yes"), "DYNAMODB_WRITE_ENABLED", "true or false");
        refused(with("RETENTION_DAYS", "0"), "RETENTION_DAYS", "3650");
        refused(with("SESSION_TABLE", "x"), "SESSION_TABLE", "retired");
        refused(Map.of(), "PICASSO_ENV", "no name");
        refused(Map.of("PICASSO_ENV", "local"), "AWS_ENDPOINT_URL_DYNAMODB", "local");
    }

    private void refused(Map<String, String> variables, String where, String text) {
        log.reset();
        assertThatThrownBy(() -> TestedFunction.start(variables, log))
                .isInstanceOf(FunctionFailed.class)
                .hasMessageStartingWith("PA-102 ")
                .hasNoCause();
        List<JsonObject> lines = TestedFunction.lines(log.toString(StandardCharsets.UTF_8));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).text("level")).contains("ERROR");
        assertThat(lines.get(0).text("code")).contains("PA-102");
        assertThat(lines.get(0).text("where")).contains(where);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains(text);
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> variables = new HashMap<>(GOOD);
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return variables;
    }
}
