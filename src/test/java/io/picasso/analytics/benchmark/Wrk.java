package io.picasso.analytics.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wrk}, a load generator that takes little of the processors for itself; fails on any answer but 200. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern MEDIAN = Pattern.compile("\\s50%\\s+([0-9.]+)(us|ms|s|m)");
    private static final Pattern LAST = Pattern.compile("\\s99%\\s+([0-9.]+)(us|ms|s|m)");
    private static final Pattern BAD = Pattern.compile("Non-2xx|Socket errors");

    /** One thread is enough to keep sixteen connections busy. */
    private static final int THREADS = 1;

    private static final String BY_TURNS = """
            local tokens = { "%s" }
            local asked = 0
            request = function()
              asked = asked + 1
              wrk.headers["Authorization"] = "Bearer " .. tokens[asked %% #tokens + 1]
              return wrk.format()
            end
            """;

    private final Path program;

    private Wrk(Path program) {
        this.program = program;
    }

    /** That of the PATH; empty when there is none. */
    static Optional<Wrk> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "wrk"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Wrk::new);
    }

    /** Asks for one path over that many connections for that long, with each of the tokens by turns. */
    Served run(URI server, String path, List<String> tokens, int connections, Duration time) throws Exception {
        URI address = server.resolve(path);
        // A script takes processor time from the server.
        if (tokens.size() == 1) {
            return run(address, List.of("--header", "Authorization: Bearer " + tokens.get(0)), connections, time);
        }
        Path script = Files.createTempFile("wrk", ".lua");
        try {
            Files.writeString(script, String.format(BY_TURNS, String.join("\", \"", tokens)));
            return run(address, List.of("--script", script.toString()), connections, time);
        } finally {
            Files.delete(script);
        }
    }

    private Served run(URI address, List<String> bringing, int connections, Duration time) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--threads",
                Integer.toString(THREADS),
                "--connections",
                Integer.toString(connections),
                "--duration",
                time.toSeconds() + "s",
                "--latency"));
        command.addAll(bringing);
        command.add(address.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || BAD.matcher(said).find()) {
            throw new IOException("wrk was not answered with 200 always: " + said);
        }
        return new Served(number(RATE, said), milliseconds(MEDIAN, said), milliseconds(LAST, said));
    }

    private static double number(Pattern pattern, String said) throws IOException {
        return Double.parseDouble(found(pattern, said).group(1));
    }

    private static double milliseconds(Pattern pattern, String said) throws IOException {
        Matcher time = found(pattern, said);
        double number = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> number / 1_000;
            case "ms" -> number;
            case "s" -> number * 1_000;
            default -> number * 60_000;
        };
    }

    private static Matcher found(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk said what is not understood: " + said);
        }
        return matcher;
    }
}
