package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.setting.SettingsResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of one environment, all made of the same code.
 *
 * @param processor processes the events of the queue
 * @param api answers the dashboard
 * @param aggregator computes metrics ahead
 */
public record FunctionDeclarations(DeployedFunction processor, DeployedFunction api, DeployedFunction aggregator) {
    /** The class that Lambda calls to process events. */
    public static final String PROCESSOR_HANDLER = "io.picasso.analytics.lambda.EventProcessorHandler";

    /** The class that Lambda calls to answer the dashboard. */
    public static final String API_HANDLER = "io.picasso.analytics.lambda.DashboardApiHandler";

    /** The class that Lambda calls to compute metrics ahead. */
    public static final String AGGREGATOR_HANDLER = "io.picasso.analytics.lambda.AggregatorHandler";

    /** Every class that Lambda calls. */
    public static final List<String> HANDLERS = List.of(PROCESSOR_HANDLER, API_HANDLER, AGGREGATOR_HANDLER);

    /** What each has to be told; everything else it needs is told by Lambda. */
    private static final List<SettingKey> ALL = List.of(
            SettingKey.LAKE_BUCKET,
            SettingKey.MAPPINGS_BUCKET,
            SettingKey.SESSION_EVENTS_TABLE,
            SettingKey.SESSION_SUMMARIES_TABLE,
            SettingKey.RETENTION_DAYS);

    private static final List<SettingKey> ATHENA = List.of(
            SettingKey.AGGREGATES_TABLE,
            SettingKey.ATHENA_DATABASE,
            SettingKey.ATHENA_TABLE,
            SettingKey.ATHENA_OUTPUT,
            SettingKey.ATHENA_WORKGROUP);

    private static final List<SettingKey> API = List.of(
            SettingKey.FORM_SUBMISSIONS_TABLE,
            SettingKey.TOKEN_BLACKLIST_TABLE,
            SettingKey.AUDIT_TABLE,
            SettingKey.METRICS_CACHE,
            SettingKey.METRICS_CACHE_HOURS,
            SettingKey.TOKEN_SECRET,
            SettingKey.API_AUDIT);

    /** The functions under the names these settings give them. */
    public static FunctionDeclarations of(Settings settings) {
        return new FunctionDeclarations(processor(settings), api(settings), aggregator(settings));
    }

    /** All of them, in the order in which they are made. */
    public List<DeployedFunction> all() {
        return List.of(processor, api, aggregator);
    }

    private static DeployedFunction processor(Settings settings) {
        String name = settings.text(SettingKey.PROCESSOR_FUNCTION);
        // A new function writes no tables before somebody says so.
        return new DeployedFunction(
                "processor",
                new FunctionDeclaration(
                        name,
                        how(settings, PROCESSOR_HANDLER, SettingKey.FUNCTION_MEMORY, SettingKey.FUNCTION_TIMEOUT),
                        variables(
                                settings,
                                List.of(SettingKey.PII),
                                List.of(SettingKey.DYNAMODB_ENDPOINT, SettingKey.S3_ENDPOINT)),
                        writes("false")),
                Optional.of(new TriggerDeclaration(
                        name,
                        settings.text(SettingKey.QUEUE),
                        settings.number(SettingKey.FUNCTION_BATCH_SIZE),
                        Duration.ofSeconds(settings.number(SettingKey.FUNCTION_BATCHING_SECONDS)))),
                address(name, settings.text(SettingKey.FUNCTION_URL)));
    }

    private static DeployedFunction api(Settings settings) {
        String name = settings.text(SettingKey.API_FUNCTION);
        List<SettingKey> told = new ArrayList<>(ATHENA);
        told.addAll(API);
        settings.find(SettingKey.API_CORS_ORIGIN).ifPresent(origin -> told.add(SettingKey.API_CORS_ORIGIN));
        if (settings.isLocal()) {
            // In AWS the key is a secret; a function has no files.
            settings.find(SettingKey.TOKEN_KEY_FILE).ifPresent(file -> told.add(SettingKey.TOKEN_KEY_FILE));
        }
        return new DeployedFunction(
                "api",
                new FunctionDeclaration(
                        name,
                        how(settings, API_HANDLER, SettingKey.FUNCTION_MEMORY, SettingKey.API_TIMEOUT),
                        variables(
                                settings,
                                told,
                                List.of(
                                        SettingKey.DYNAMODB_ENDPOINT,
                                        SettingKey.S3_ENDPOINT,
                                        SettingKey.ATHENA_ENDPOINT,
                                        SettingKey.SECRETS_ENDPOINT)),
                        // Whether the session tables are a source of metrics by themselves: when the processor writes
                        // them, which is seen when this is deployed.
                        writes("false")),
                Optional.empty(),
                address(name, settings.text(SettingKey.API_URL)));
    }

    private static DeployedFunction aggregator(Settings settings) {
        return new DeployedFunction(
                "aggregator",
                new FunctionDeclaration(
                        settings.text(SettingKey.AGGREGATOR_FUNCTION),
                        how(settings, AGGREGATOR_HANDLER, SettingKey.AGGREGATOR_MEMORY, SettingKey.AGGREGATOR_TIMEOUT),
                        variables(
                                settings,
                                ATHENA,
                                List.of(
                                        SettingKey.DYNAMODB_ENDPOINT,
                                        SettingKey.S3_ENDPOINT,
                                        SettingKey.ATHENA_ENDPOINT)),
                        EnvironmentMap.EMPTY),
                Optional.empty(),
                Optional.empty());
    }

    private static FunctionSettings how(Settings settings, String handler, SettingKey memory, SettingKey timeout) {
        return new FunctionSettings(
                settings.text(SettingKey.FUNCTION_RUNTIME),
                handler,
                settings.find(SettingKey.FUNCTION_ROLE),
                settings.number(memory),
                Duration.ofSeconds(settings.number(timeout)));
    }

    private static EnvironmentMap writes(String whether) {
        return EnvironmentMap.of(Map.of(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), whether));
    }

    private static Optional<AddressDeclaration> address(String name, String setting) {
        return switch (setting) {
            case "iam" -> Optional.of(new AddressDeclaration(name, AddressDeclaration.Access.SIGNED));
            case "public" -> Optional.of(new AddressDeclaration(name, AddressDeclaration.Access.PUBLIC));
            default -> Optional.empty();
        };
    }

    /**
     * @param endpoints told only where they are not AWS's own; not on the embedded stack, whose Lambda tells every
     *     function where the engines are, also when they have moved
     */
    private static EnvironmentMap variables(Settings settings, List<SettingKey> told, List<SettingKey> endpoints) {
        Map<String, String> variables = new TreeMap<>();
        variables.put(SettingsResolver.ENVIRONMENT_VARIABLE, settings.environment());
        ALL.forEach(key -> variables.put(key.variable(), settings.text(key)));
        told.forEach(key -> variables.put(key.variable(), settings.text(key)));
        if (!settings.isLocal()) {
            endpoints.forEach(key -> settings.find(key).ifPresent(text -> variables.put(key.variable(), text)));
        }
        return EnvironmentMap.of(variables);
    }
}
