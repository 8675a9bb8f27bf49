package io.picasso.analytics.local;

import java.nio.file.Path;
import java.util.Map;

/** The folder for what can be made or fetched again. */
final class CacheFolder {
    private CacheFolder() {}

    /** {@code picasso-analytics} under {@code XDG_CACHE_HOME}, else under {@code ~/.cache}; need not exist. */
    static Path of(Map<String, String> variables) {
        String cache = variables.getOrDefault("XDG_CACHE_HOME", "");
        String home = variables.getOrDefault("HOME", System.getProperty("user.home", "."));
        return (cache.isBlank() ? Path.of(home, ".cache") : Path.of(cache)).resolve("picasso-analytics");
    }
}
