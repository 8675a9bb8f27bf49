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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Says where each value comes from and what it overrode. */
@picocli.CommandLine.Command(
        name = "explain",
        description = "Says where each setting's value comes from, and what it overrode.",
        footer = {
            "",
            "Example:",
            "  picasso-analytics config explain",
            "  picasso-analytics config explain tables.session_events --env staging"
        })
final class ConfigExplainCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "KEY", description = "A setting by its key or its variable.")
    @Nullable
    String key;

    @Override
    ExitStatus run() {
        List<SettingKey> keys = key == null ? List.of(SettingKey.values()) : List.of(find(key));
        Configured configured = root().configured();
        print(new Explained(
                configured.file().map(configured::nameOf).orElse(null),
                configured.resolver().environment(),
                configured.resolution(),
                keys));
        return ExitStatus.OK;
    }

    private static SettingKey find(String name) {
        return SettingKey.find(name)
                .or(() -> Arrays.stream(SettingKey.values())
                        .filter(known -> known.variable().equals(name))
                        .findFirst())
                .orElseThrow(() -> SettingsResolver.unknownKey(name));
    }

    private record Explained(
            @Nullable String file, Settings.Resolved environment, Resolution resolution, List<SettingKey> keys)
            implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("environment", environment.text());
            fields.put("environment_origin", SettingFields.origin(environment.origin()));
            fields.put("settings", keys.stream().map(this::describe).toList());
            fields.put("ignored_variables", resolution.ignored());
            return fields;
        }

        private Map<String, Object> describe(SettingKey key) {
            List<Settings.Resolved> layers = resolution.layersOf(key);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("key", key.key());
            fields.putAll(describe(key, layers.get(0)));
            fields.put("variable", key.variable());
            fields.put("meaning", key.meaning());
            fields.put(
                    "overrode",
                    layers.stream().skip(1).map(weaker -> describe(key, weaker)).toList());
            return fields;
        }

        private static Map<String, Object> describe(SettingKey key, Settings.Resolved resolved) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("value", SettingFields.value(key, resolved.text()));
            fields.put("layer", SettingFields.layer(resolved.origin()));
            fields.put("origin", resolved.origin().detail());
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("settings");
        }

        @Override
        public void draw(Screen screen) {
            screen.line("Environment: " + screen.toned(Tone.STRONG, environment.text()) + " ("
                    + SettingFields.origin(environment.origin()) + ")");
            screen.line("");
            List<List<String>> rows = new ArrayList<>();
            for (SettingKey key : keys) {
                List<Settings.Resolved> layers = resolution.layersOf(key);
                String overrode = layers.size() < 2 ? "" : shown(layers.get(1));
                rows.add(List.of(
                        key.key(),
                        orDash(layers.get(0).text()),
                        SettingFields.origin(layers.get(0).origin()),
                        overrode));
            }
            screen.table(List.of("SETTING", "VALUE", "FROM", "OVERRODE"), rows);
            if (keys.size() == 1) {
                drawOne(screen, keys.get(0));
            }
            if (!resolution.ignored().isEmpty()) {
                screen.line("");
                screen.line("Not used, because 'local' never reaches AWS: " + String.join(", ", resolution.ignored()));
            }
        }

        private static void drawOne(Screen screen, SettingKey key) {
            screen.line("");
            screen.line(key.meaning() + ".");
            screen.line("Must be " + key.expected() + "; variable " + key.variable() + ".");
        }

        private static String shown(Settings.Resolved resolved) {
            return orDash(resolved.text()) + " (" + SettingFields.origin(resolved.origin()) + ")";
        }

        private static String orDash(String text) {
            return text.isEmpty() ? "-" : text;
        }
    }
}
