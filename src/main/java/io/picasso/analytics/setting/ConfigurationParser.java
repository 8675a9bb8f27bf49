package io.picasso.analytics.setting;

import io.picasso.analytics.setting.ConfigurationEntry.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands the entries of a configuration file. Finds all problems, not only the first. */
public final class ConfigurationParser {
    private static final String DEFAULT_ENVIRONMENT = "default_environment";
    private static final String ENVIRONMENTS = "environments";
    private static final int DEPTH_OF_SETTINGS = 2;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Configuration.Environment> environments = new LinkedHashMap<>();
    private final Map<String, ConfigurationEntry> seen = new HashMap<>();
    private Settings.@Nullable Resolved defaultEnvironment;

    private ConfigurationParser() {}

    /** The configuration that these entries make; entries come in the order of the file, each after its parent. */
    public static Configuration parse(List<ConfigurationEntry> entries) {
        ConfigurationParser parser = new ConfigurationParser();
        entries.forEach(parser::take);
        parser.checkDefaultEnvironment();
        return new Configuration(
                Optional.ofNullable(parser.defaultEnvironment), parser.environments, List.copyOf(parser.problems));
    }

    private void take(ConfigurationEntry entry) {
        List<String> path = entry.path();
        if (isRepeated(entry)) {
            return;
        }
        if (path.isEmpty()) {
            if (entry.form() == Form.LIST || entry.form() == Form.SCALAR) {
                problem(entry, "The file must hold keys and values, such as 'environments:'", "");
            }
        } else if (!path.get(0).equals(ENVIRONMENTS)) {
            takeTopLevel(entry);
        } else if (path.size() == 1) {
            requireMapping(entry, "'environments' must hold the environments by name");
        } else if (path.size() == DEPTH_OF_SETTINGS) {
            environments.put(
                    path.get(1), new Configuration.Environment(entry.place(), new EnumMap<>(SettingKey.class)));
            requireMapping(entry, "The environment '" + path.get(1) + "' must hold settings");
        } else {
            takeSetting(entry, path.get(1), String.join(".", path.subList(DEPTH_OF_SETTINGS, path.size())));
        }
    }

    /** The same key twice, also once nested and once dotted, would silently lose one of the two values. */
    private boolean isRepeated(ConfigurationEntry entry) {
        ConfigurationEntry first = seen.putIfAbsent(String.join(".", entry.path()), entry);
        if (first == null) {
            return false;
        }
        String key = entry.path().get(entry.path().size() - 1);
        problem(
                entry,
                "The key '" + key + "' stands twice",
                "Remove one of the two; the first is in line " + first.line() + ".");
        return true;
    }

    private void takeTopLevel(ConfigurationEntry entry) {
        String key = entry.path().get(0);
        if (entry.path().size() > 1) {
            return;
        }
        if (key.equals(DEFAULT_ENVIRONMENT)) {
            if (entry.form() != Form.SCALAR || entry.text().isBlank()) {
                problem(entry, "'default_environment' must be the name of an environment", "");
            } else {
                defaultEnvironment = resolved(entry);
            }
        } else if (SettingKey.find(key).isPresent()
                || Arrays.stream(SettingKey.values()).anyMatch(k -> k.key().startsWith(key + "."))) {
            problem(
                    entry,
                    "The setting '" + key + "' stands outside an environment",
                    "Move it below 'environments:' and the environment's name.");
        } else {
            unknown(entry, key, Stream.of(DEFAULT_ENVIRONMENT, ENVIRONMENTS).toList());
        }
    }

    private void takeSetting(ConfigurationEntry entry, String environment, String dotted) {
        Optional<SettingKey> key = SettingKey.find(dotted);
        boolean group = Arrays.stream(SettingKey.values()).anyMatch(k -> k.key().startsWith(dotted + "."));
        if (group) {
            requireMapping(entry, "'" + dotted + "' must hold keys and values");
        } else if (key.isEmpty()) {
            if (entry.form() != Form.MAPPING || RetiredKey.find(dotted).isPresent()) {
                unknown(
                        entry,
                        dotted,
                        Arrays.stream(SettingKey.values()).map(SettingKey::key).toList());
            }
        } else if (entry.form() != Form.SCALAR) {
            problem(entry, "'" + dotted + "' must be " + key.get().expected(), "");
        } else {
            takeValue(entry, environment, key.get());
        }
    }

    private void takeValue(ConfigurationEntry entry, String environment, SettingKey key) {
        Optional<String> complaint = key.complaint(entry.text());
        complaint.ifPresent(text -> problem(entry, text, ""));
        if (environment.equals(Settings.LOCAL) && LocalEnvironment.decides(key)) {
            problem(
                    entry,
                    "'" + key.key() + "' cannot be set for 'local'",
                    "The embedded stack sets it; give your environment another name.");
        }
        Configuration.Environment known = environments.get(environment);
        if (complaint.isEmpty() && known != null) {
            known.values().put(key, resolved(entry));
        }
    }

    private void checkDefaultEnvironment() {
        Settings.Resolved named = defaultEnvironment;
        if (named != null && !named.text().equals(Settings.LOCAL) && !environments.containsKey(named.text())) {
            problems.add(new Problem(
                    named.origin().detail(),
                    "'default_environment' names '" + named.text() + "', which is not in the file",
                    Spelling.nearest(named.text(), environments.keySet())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("Add it below 'environments:'.")));
        }
    }

    private void unknown(ConfigurationEntry entry, String key, List<String> right) {
        Optional<RetiredKey> retired = RetiredKey.find(key);
        if (retired.isPresent()) {
            problem(
                    entry,
                    "The key '" + key + "' is no longer used",
                    "Write " + retired.get().replacement() + ".");
            return;
        }
        String hint = Arrays.stream(SettingKey.values())
                .filter(k -> k.variable().equalsIgnoreCase(key))
                .map(SettingKey::key)
                .findFirst()
                .or(() -> Spelling.nearest(key, right))
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("'picasso-analytics config explain' lists all keys.");
        problem(entry, "The key '" + key + "' is not known", hint);
    }

    private void requireMapping(ConfigurationEntry entry, String otherwise) {
        if (entry.form() == Form.LIST || entry.form() == Form.SCALAR) {
            problem(entry, otherwise, "");
        }
    }

    private void problem(ConfigurationEntry entry, String message, String hint) {
        problems.add(new Problem(entry.place(), message, hint));
    }

    private static Settings.Resolved resolved(ConfigurationEntry entry) {
        return new Settings.Resolved(entry.text(), new Origin(Origin.Layer.FILE, entry.place()));
    }
}
