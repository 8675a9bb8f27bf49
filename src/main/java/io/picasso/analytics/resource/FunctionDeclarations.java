package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.setting.SettingsResolver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of one environment.
 *
 * @param processor the function that processes events
 * @param trigger how the event queue calls it
 * @param address its web address; empty where it has none
 */
public record FunctionDeclarations(
        FunctionDeclaration processor, TriggerDeclaration trigger, Optional<AddressDeclaration> address) {
    /** The class that Lambda calls to process events. */
    public static final String PROCESSOR_HANDLER = "io.picasso.analytics.lambda.EventProcessorHandler";

    /** What the processor has to be told; everything else it needs is told by Lambda. */
    private static final List<SettingKey> TOLD = List.of(
            SettingKey.LAKE_BUCKET,
            SettingKey.MAPPINGS_BUCKET,
            SettingKey.SESSION_EVENTS_TABLE,
            SettingKey.SESSION_SUMMARIES_TABLE,
            SettingKey.RETENTION_DAYS,
            SettingKey.PII);

    /**
     * Told only where they are not AWS's own; not on the embedded stack, whose Lambda tells every function where the
     * engines are, also when they have moved.
     */
    private static final List<SettingKey> ENDPOINTS = List.of(SettingKey.DYNAMODB_ENDPOINT, SettingKey.S3_ENDPOINT);

    /** The functions under the names these settings give them. */
    public static FunctionDeclarations of(Settings settings) {
        String name = settings.text(SettingKey.PROCESSOR_FUNCTION);
        FunctionSettings how = new FunctionSettings(
                settings.text(SettingKey.FUNCTION_RUNTIME),
                PROCESSOR_HANDLER,
                settings.find(SettingKey.FUNCTION_ROLE),
                settings.number(SettingKey.FUNCTION_MEMORY),
                Duration.ofSeconds(settings.number(SettingKey.FUNCTION_TIMEOUT)));
        // A new function writes no tables before somebody says so.
        EnvironmentMap initial = EnvironmentMap.of(Map.of(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), "false"));
        return new FunctionDeclarations(
                new FunctionDeclaration(name, how, variables(settings), initial),
                new TriggerDeclaration(
                        name,
                        settings.text(SettingKey.QUEUE),
                        settings.number(SettingKey.FUNCTION_BATCH_SIZE),
                        Duration.ofSeconds(settings.number(SettingKey.FUNCTION_BATCHING_SECONDS))),
                settings.text(SettingKey.FUNCTION_URL).equals("iam")
                        ? Optional.of(new AddressDeclaration(name))
                        : Optional.empty());
    }

    private static EnvironmentMap variables(Settings settings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put(SettingsResolver.ENVIRONMENT_VARIABLE, settings.environment());
        TOLD.forEach(key -> variables.put(key.variable(), settings.text(key)));
        if (!settings.isLocal()) {
            ENDPOINTS.forEach(key -> settings.find(key).ifPresent(text -> variables.put(key.variable(), text)));
        }
        return EnvironmentMap.of(variables);
    }
}
