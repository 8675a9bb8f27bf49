package io.picasso.analytics.benchmark;

import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a process of its own, with the flags of the launcher, over an environment on the running stack. */
final class ServedApi implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://\\S+");
    private static final List<SettingKey> NAMES = List.of(
            SettingKey.SESSION_EVENTS_TABLE,
            SettingKey.SESSION_SUMMARIES_TABLE,
            SettingKey.LAKE_BUCKET,
            SettingKey.MAPPINGS_BUCKET,
            SettingKey.TOKEN_KEY_FILE);

    private final Process process;
    private final URI address;

    ServedApi(Settings settings, Path state) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.picasso.analytics.cli.Main",
                "--quiet",
                "--state-dir",
                state.toString()));
        for (SettingKey key : NAMES) {
            command.addAll(List.of("--set", key.key() + "=" + settings.text(key)));
        }
        command.addAll(List.of("serve", "--port", "0"));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher url = URL.matcher(String.valueOf(out.readLine()));
        if (!url.find()) {
            process.destroy();
            throw new IOException("it did not say where it listens");
        }
        address = URI.create(url.group());
    }

    URI address() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
