package io.picasso.analytics.setting;

import java.util.List;
import java.util.Map;

/**
 * Resolved settings, and how they came about.
 *
 * @param settings the values that hold
 * @param layers for each key all values that were given, strongest first; the first is the one that holds
 * @param ignored variables that are set and left out of account, because the environment must not reach AWS
 */
public record Resolution(Settings settings, Map<SettingKey, List<Settings.Resolved>> layers, List<String> ignored) {
    /** The value of a key, then those it overrode. */
    public List<Settings.Resolved> layersOf(SettingKey key) {
        return layers.getOrDefault(key, List.of());
    }
}
