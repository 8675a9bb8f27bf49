package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.ConfigurationFile;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.setting.SampleConfiguration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Writes a configuration file to start from. */
@picocli.CommandLine.Command(
        name = "init",
        description = {
            "Writes a configuration file with every setting, its meaning and its default.",
            "It is written to --config, or as picasso-analytics.yaml in the working directory."
        },
        footer = {"", "Example:", "  picasso-analytics config init"})
final class ConfigInitCommand extends Command {
    @Option(names = "--force", description = "Replace a file that is there.")
    boolean force;

    @Override
    ExitStatus run() {
        Path named = options().configFile == null ? Path.of(ConfigurationFile.NAME) : options().configFile;
        Path file = context().workingDirectory().resolve(named);
        ConfigurationFile.write(file, SampleConfiguration.text(), force);
        print(new Written(root().configured().nameOf(file)));
        return ExitStatus.OK;
    }

    private record Written(String file) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("Written: " + file);
            screen.line("Edit it, then run 'picasso-analytics config validate'.");
        }
    }
}
