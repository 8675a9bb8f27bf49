package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.setting.Resolution;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.setting.SettingsResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the environments and what holds in the one that is meant. */
@picocli.CommandLine.Command(
        name = "show",
        description = "Shows the environments there are, and the settings of the one that is meant.",
        footer = {"", "Example:", "  picasso-analytics config show --env staging"})
final class ConfigShowCommand extends Command {
    @Override
    ExitStatus run() {
        Configured configured = root().configured();
        SettingsResolver resolver = configured.resolver();
        Settings.Resolved chosen = resolver.environment();
        Resolution resolution = configured.resolution();
        List<Settings> environments = new ArrayList<>();
        for (String name : resolver.known()) {
            boolean meant = name.equals(chosen.text());
            environments.add(
                    meant ? resolution.settings() : resolver.resolve(name).settings());
        }
        print(new Shown(
                configured.file().map(configured::nameOf).orElse(null), chosen, environments, resolution.settings()));
        return ExitStatus.OK;
    }

    private record Shown(@Nullable String file, Settings.Resolved chosen, List<Settings> environments, Settings meant)
            implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("environment", chosen.text());
            fields.put("environment_origin", SettingFields.origin(chosen.origin()));
            fields.put("environments", environments.stream().map(this::describe).toList());
            return fields;
        }

        private Map<String, Object> describe(Settings settings) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", settings.environment());
            fields.put("selected", settings.environment().equals(chosen.text()));
            Map<String, Object> values = new LinkedHashMap<>();
            for (SettingKey key : SettingKey.values()) {
                values.put(key.key(), SettingFields.value(key, settings.text(key)));
            }
            fields.put("settings", values);
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("environments");
        }

        @Override
        public void draw(Screen screen) {
            screen.line("Configuration file: " + (file == null ? "none" : file));
            screen.line("Environment: " + screen.toned(Tone.STRONG, chosen.text()) + " ("
                    + SettingFields.origin(chosen.origin()) + ")");
            screen.line("");
            screen.table(
                    List.of("ENVIRONMENT", "REGION", "PROTECTED", "TABLES WRITTEN"),
                    environments.stream()
                            .map(settings -> List.of(
                                    settings.environment(),
                                    settings.text(SettingKey.REGION),
                                    settings.text(SettingKey.PROTECTED),
                                    settings.text(SettingKey.DYNAMODB_WRITE_ENABLED)))
                            .toList());
            screen.line("");
            List<List<String>> rows = new ArrayList<>();
            for (SettingKey key : SettingKey.values()) {
                rows.add(List.of(key.key(), meant.find(key).orElse("-")));
            }
            screen.table(List.of("SETTING", "VALUE"), rows);
        }
    }
}
