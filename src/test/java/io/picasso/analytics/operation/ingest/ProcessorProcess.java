package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.cli.Main;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code picasso-analytics} as a process of its own, in the environment of a test. */
public final class ProcessorProcess {
    private ProcessorProcess() {}

    /** Starts a command; its output goes to a file. The environment's endpoints and names come as variables. */
    public static Process start(Settings settings, Path folder, String... command) throws IOException {
        Path config = folder.resolve("config.yaml");
        if (!config.toFile().exists()) {
            java.nio.file.Files.writeString(config, "environments:\n  test:\n    region: us-east-1\n");
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--config",
                config.toString(),
                "--env",
                "test",
                "-o",
                "json"));
        line.addAll(Arrays.asList(command));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("PICASSO_") || name.startsWith("AWS_"));
        for (SettingKey key : SettingKey.values()) {
            if (key != SettingKey.PROFILE && settings.find(key).isPresent()) {
                builder.environment().put(key.variable(), settings.text(key));
            }
        }
        builder.environment().put("AWS_ACCESS_KEY_ID", "local");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        return builder.redirectErrorStream(true)
                .redirectOutput(java.nio.file.Files.createTempFile(folder, "process", ".log")
                        .toFile())
                .start();
    }

    /** What all processes of the folder have printed. */
    public static String output(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = java.nio.file.Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                try (InputStream in = java.nio.file.Files.newInputStream(file)) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }
}
