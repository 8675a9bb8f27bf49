package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.ConfigurationFile;
import io.picasso.analytics.adapter.file.YamlConfigurationReader;
import io.picasso.analytics.setting.Configuration;
import io.picasso.analytics.setting.ConfigurationParser;
import io.picasso.analytics.setting.Resolution;
import io.picasso.analytics.setting.SettingsResolver;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this run is configured with. Nothing is read before it is asked for, so that help needs no file. */
final class Configured {
    private final Context context;
    private final GlobalOptions options;
    private @Nullable SettingsResolver resolver;
    private @Nullable Resolution resolution;

    Configured(Context context, GlobalOptions options) {
        this.context = context;
        this.options = options;
    }

    /** The configuration file; empty where none is named and none is found. */
    Optional<Path> file() {
        return ConfigurationFile.find(
                Optional.ofNullable(options.configFile), context.variables(), context.workingDirectory());
    }

    /** How a file is called in messages: short where it lies below the working directory. */
    String nameOf(Path file) {
        Path here = context.workingDirectory();
        Path absolute = here.resolve(file).normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    Configuration read(Path file) {
        return ConfigurationParser.parse(YamlConfigurationReader.read(file, nameOf(file)));
    }

    SettingsResolver resolver() {
        SettingsResolver known = resolver;
        if (known == null) {
            known = new SettingsResolver(
                    file().map(this::read).orElse(Configuration.NONE),
                    context.variables(),
                    options.settings,
                    Optional.ofNullable(options.environment));
            resolver = known;
        }
        return known;
    }

    Resolution resolution() {
        Resolution known = resolution;
        if (known == null) {
            known = resolver().resolve();
            resolution = known;
        }
        return known;
    }
}
