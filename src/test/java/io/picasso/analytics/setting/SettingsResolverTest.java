package io.picasso.analytics.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.ConfigurationEntry.Form;
import io.picasso.analytics.setting.Origin.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsResolverTest {
    private static ConfigurationEntry entry(int line, Form form, String text, String... path) {
        return new ConfigurationEntry(List.of(path), form, text, "p.yaml", line);
    }

    private static final Configuration FILE = ConfigurationParser.parse(List.of(
            entry(1, Form.MAPPING, ""),
            entry(1, Form.SCALAR, "staging", "default_environment"),
            entry(2, Form.MAPPING, "", "environments"),
            entry(3, Form.MAPPING, "", "environments", "staging"),
            entry(4, Form.SCALAR, "30", "environments", "staging", "retention_days"),
            entry(5, Form.SCALAR, "eu-west-1", "environments", "staging", "region")));

    private static SettingsResolver resolver(
            Configuration file, Map<String, String> variables, Map<String, String> flags, String environment) {
        return new SettingsResolver(
                file, variables, flags, Optional.of(environment).filter(name -> !name.isEmpty()));
    }

    private static void refused(ThrowingCallable call, FailureCode code, String... texts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.what() + failure.where() + failure.why() + failure.next())
                    .contains(texts);
        });
    }

    @Test
    void aFlagIsStrongerThanAVariableThanTheFileThanTheDefault() {
        Resolution resolution = resolver(FILE, Map.of("RETENTION_DAYS", "40"), Map.of("retention_days", "50"), "")
                .resolve();

        assertThat(resolution.settings().number(SettingKey.RETENTION_DAYS)).isEqualTo(50);
        assertThat(resolution.layersOf(SettingKey.RETENTION_DAYS))
                .containsExactly(
                        new Settings.Resolved("50", new Origin(Layer.FLAG, "--set retention_days")),
                        new Settings.Resolved("40", new Origin(Layer.VARIABLE, "RETENTION_DAYS")),
                        new Settings.Resolved("30", new Origin(Layer.FILE, "p.yaml:4")),
                        new Settings.Resolved("90", Origin.DEFAULT));
    }

    @Test
    void aVariableThatIsSetToNothingCountsAsNotSet() {
        Settings settings = resolver(FILE, Map.of("RETENTION_DAYS", ""), Map.of(), "")
                .resolve()
                .settings();

        assertThat(settings.resolved(SettingKey.RETENTION_DAYS).origin()).isEqualTo(new Origin(Layer.FILE, "p.yaml:4"));
    }

    @Test
    void theEnvironmentIsTheFlagsThenTheVariablesThenTheFilesThenLocal() {
        Map<String, String> variable = Map.of("PICASSO_ENV", "local");

        assertThat(resolver(FILE, variable, Map.of(), "staging").environment())
                .isEqualTo(new Settings.Resolved("staging", new Origin(Layer.FLAG, "--env")));
        assertThat(resolver(FILE, variable, Map.of(), "").environment())
                .isEqualTo(new Settings.Resolved("local", new Origin(Layer.VARIABLE, "PICASSO_ENV")));
        assertThat(resolver(FILE, Map.of(), Map.of(), "").environment())
                .isEqualTo(new Settings.Resolved("staging", new Origin(Layer.FILE, "p.yaml:1")));
        assertThat(resolver(Configuration.NONE, Map.of(), Map.of(), "").environment())
                .isEqualTo(new Settings.Resolved("local", Origin.DEFAULT));
    }

    @Test
    void anUnknownEnvironmentListsTheKnownOnes() {
        refused(
                () -> resolver(FILE, Map.of(), Map.of(), "stagin").resolve(),
                FailureCode.UNKNOWN_ENVIRONMENT,
                "'stagin'",
                "--env",
                "local, staging",
                "Did you mean 'staging'?");
        refused(
                () -> resolver(FILE, Map.of("PICASSO_ENV", "prod"), Map.of(), "")
                        .resolve(),
                FailureCode.UNKNOWN_ENVIRONMENT,
                "PICASSO_ENV");
    }

    @Test
    void localWritesItsTables() {
        Settings settings =
                resolver(Configuration.NONE, Map.of(), Map.of(), "").resolve().settings();

        assertThat(settings.isLocal()).isTrue();
        assertThat(settings.flag(SettingKey.DYNAMODB_WRITE_ENABLED)).isTrue();
        assertThat(settings.resolved(SettingKey.DYNAMODB_WRITE_ENABLED).origin().layer())
                .isEqualTo(Layer.ENVIRONMENT);
        assertThat(resolver(FILE, Map.of(), Map.of(), "staging")
                        .resolve()
                        .settings()
                        .flag(SettingKey.DYNAMODB_WRITE_ENABLED))
                .isFalse();
    }

    @Test
    void nothingOfTheShellMakesLocalReachAws() {
        Map<String, String> shell = Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_PROFILE", "production",
                "AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.us-east-1.amazonaws.com",
                "AWS_SECRET_ACCESS_KEY", "hidden");
        Resolution resolution = resolver(FILE, shell, Map.of(), "local").resolve();

        assertThat(resolution.settings().text(SettingKey.REGION)).isEqualTo("us-east-1");
        assertThat(resolution.settings().find(SettingKey.PROFILE)).isEmpty();
        assertThat(resolution.settings().url(SettingKey.DYNAMODB_ENDPOINT)).isEmpty();
        assertThat(resolution.ignored())
                .containsExactly("AWS_ENDPOINT_URL_DYNAMODB", "AWS_PROFILE", "AWS_REGION", "AWS_SECRET_ACCESS_KEY");

        Resolution staging = resolver(FILE, shell, Map.of(), "staging").resolve();
        assertThat(staging.settings().text(SettingKey.REGION)).isEqualTo("eu-central-1");
        assertThat(staging.ignored()).isEmpty();
    }

    @Test
    void theEndpointsOfLocalCannotBeSetByHand() {
        refused(
                () -> resolver(FILE, Map.of(), Map.of("endpoints.s3", "https://s3.amazonaws.com"), "local")
                        .resolve(),
                FailureCode.BAD_CONFIGURATION,
                "endpoints.s3",
                "--env");
        assertThat(ConfigurationParser.parse(List.of(
                                entry(1, Form.MAPPING, "", "environments"),
                                entry(2, Form.MAPPING, "", "environments", "local"),
                                entry(3, Form.SCALAR, "http://s3", "environments", "local", "endpoints.s3")))
                        .problems())
                .extracting(Problem::message)
                .containsExactly("'endpoints.s3' cannot be set for 'local'");
    }

    @Test
    void aWrongValueNamesWhereItCameFrom() {
        refused(
                () -> resolver(FILE, Map.of("RETENTION_DAYS", "soon"), Map.of(), "")
                        .resolve(),
                FailureCode.BAD_CONFIGURATION,
                "retention_days is 'soon'",
                "RETENTION_DAYS");
        refused(
                () -> resolver(FILE, Map.of(), Map.of("pii", "drop"), "").resolve(),
                FailureCode.BAD_CONFIGURATION,
                "--set pii",
                "redact or keep");
    }

    @Test
    void anUnknownOrRetiredKeyNamesTheRightOne() {
        refused(
                () -> resolver(FILE, Map.of(), Map.of("retention_day", "1"), "").resolve(),
                FailureCode.BAD_CONFIGURATION,
                "Use 'retention_days'.");
        refused(
                () -> resolver(FILE, Map.of(), Map.of("ttl_days", "1"), "").resolve(),
                FailureCode.BAD_CONFIGURATION,
                "Use retention_days.");
    }

    @Test
    void aFileWithProblemsResolvesNothing() {
        Configuration wrong = ConfigurationParser.parse(List.of(
                entry(1, Form.SCALAR, "x", "environment"),
                entry(2, Form.SCALAR, "x", "environments"),
                entry(3, Form.SCALAR, "x", "bucket")));

        refused(
                () -> resolver(wrong, Map.of(), Map.of(), "local").resolve(),
                FailureCode.BAD_CONFIGURATION,
                "p.yaml:1",
                "'environment' is not known",
                "Did you mean 'environments'?",
                "2 more");
    }
}
