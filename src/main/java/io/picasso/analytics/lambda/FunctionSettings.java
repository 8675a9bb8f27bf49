package io.picasso.analytics.lambda;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.Configuration;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.setting.SettingsResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a function's settings from its environment variables, by the names every setting has. */
final class FunctionSettings {
    /** The name of the environment in functions that were there before this one. */
    static final String OLD_ENVIRONMENT_VARIABLE = "ENVIRONMENT";

    private static final List<SettingKey> LOCAL_ENDPOINTS =
            List.of(SettingKey.DYNAMODB_ENDPOINT, SettingKey.S3_ENDPOINT);

    private FunctionSettings() {}

    /**
     * The settings.
     *
     * @throws Failure when no environment is named, or a variable has a value that cannot be used
     */
    static Settings of(Map<String, String> variables) {
        String environment = name(variables)
                .orElseThrow(() -> Failure.of(FailureCode.BAD_CONFIGURATION, "The function's environment has no name")
                        .where(SettingsResolver.ENVIRONMENT_VARIABLE)
                        .next("Set the variable " + SettingsResolver.ENVIRONMENT_VARIABLE + " of the function."));
        // A function has no configuration file: what is not a variable is a default.
        Configuration named = new Configuration(
                Optional.empty(),
                Map.of(environment, new Configuration.Environment(SettingsResolver.ENVIRONMENT_VARIABLE, Map.of())),
                List.of());
        Settings settings = new SettingsResolver(named, variables, Map.of(), Optional.of(environment))
                .resolve()
                .settings();
        return switchedOnlyByVariable(settings.isLocal() ? onStack(settings, variables) : settings, variables);
    }

    /** A function without the switch does not write the tables, whatever its environment is called. */
    private static Settings switchedOnlyByVariable(Settings settings, Map<String, String> variables) {
        SettingKey written = SettingKey.DYNAMODB_WRITE_ENABLED;
        return variables.getOrDefault(written.variable(), "").isBlank()
                ? settings.with(written, "false", Origin.DEFAULT)
                : settings;
    }

    private static Optional<String> name(Map<String, String> variables) {
        return Stream.of(SettingsResolver.ENVIRONMENT_VARIABLE, OLD_ENVIRONMENT_VARIABLE)
                .map(variable -> variables.getOrDefault(variable, "").trim())
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** On a terminal these variables are meant for other programs; a function has no others, and never AWS's keys. */
    private static Settings onStack(Settings settings, Map<String, String> variables) {
        Settings complete = settings;
        for (SettingKey endpoint : LOCAL_ENDPOINTS) {
            String text = variables.getOrDefault(endpoint.variable(), "");
            if (text.isEmpty()) {
                throw Failure.of(
                                FailureCode.BAD_CONFIGURATION,
                                "In the environment 'local' the function needs " + endpoint.variable())
                        .where(endpoint.variable())
                        .next("Set the variable to the engine's address.");
            }
            complete = complete.with(endpoint, text, new Origin(Origin.Layer.VARIABLE, endpoint.variable()));
        }
        // Not every function asks Athena.
        SettingKey athena = SettingKey.ATHENA_ENDPOINT;
        String address = variables.getOrDefault(athena.variable(), "");
        return address.isEmpty()
                ? complete
                : complete.with(athena, address, new Origin(Origin.Layer.VARIABLE, athena.variable()));
    }
}
