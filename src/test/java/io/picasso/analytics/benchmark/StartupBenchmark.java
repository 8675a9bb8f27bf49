package io.picasso.analytics.benchmark;

import io.picasso.analytics.sample.SampleEvent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whole-process times of the packaged launcher, from its start to its end: {@code --help}, and one query of a session
 * beside {@code aws dynamodb query} for the same rows on the same engine, by turns. And the sizes of the artefacts.
 */
final class StartupBenchmark {
    private static final int RUNS = 15;
    private static final Path DISTRIBUTION = Path.of("target/dist").toAbsolutePath();
    private static final Path LAUNCHER = DISTRIBUTION.resolve("bin/picasso-analytics");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path state;
    private final Path cache;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private StartupBenchmark(Path state) throws IOException {
        this.state = state;
        this.cache = Files.createTempDirectory("picasso-benchmark-cache");
        variables.put("XDG_CACHE_HOME", cache.toString());
        variables.put("PICASSO_STATE_DIR", state.toString());
    }

    /** Arguments: runs of each side, 15 unless given. */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
        Machine.print();
        StartupBenchmark benchmark = new StartupBenchmark(Files.createTempDirectory("picasso-benchmark"));
        try {
            benchmark.run(runs);
        } finally {
            benchmark.call(launcher("local", "reset", "--yes"));
            benchmark.deleteCache();
        }
    }

    private void run(int runs) throws Exception {
        must(launcher("local", "start", "--in-memory"));
        must(launcher("provision", "apply", "--yes"));
        must(launcher("tenant", "add", Conversations.TENANT.id(), "--yes"));
        String session = load();
        for (String line : must(launcher("local", "env")).split("\n")) {
            String[] pair = line.replaceFirst("^export ", "").split("=", 2);
            if (pair.length == 2) {
                variables.put(pair[0], pair[1].replaceAll("^['\"]|['\"]$", ""));
            }
        }
        Map<String, List<String>> sides = new LinkedHashMap<>();
        sides.put("--help", launcher("--help"));
        sides.put("session show", launcher("session", "show", session, "-o", "json"));
        boolean aws = isOnPath("aws");
        if (aws) {
            sides.put("aws dynamodb query", query(session));
        } else {
            System.out.println("aws is not on the PATH: no comparison");
        }
        awaitArchives();
        Map<String, Figures> times = new LinkedHashMap<>();
        for (int run = 0; run <= runs; run++) {
            for (Map.Entry<String, List<String>> side : sides.entrySet()) {
                long start = System.nanoTime();
                must(side.getValue());
                if (run > 0) {
                    times.computeIfAbsent(side.getKey(), s -> new Figures()).add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        print(times, runs);
        sizes();
    }

    /** The first runs of an installation have class-data archives made in the background, in a cache of our own here. */
    private void awaitArchives() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!hasArchive("cli-") || !hasArchive("stack-")) {
            if (System.nanoTime() > end) {
                System.out.println("No class-data archive after " + PATIENCE.toSeconds() + " s: measured without");
                return;
            }
            Thread.sleep(500);
        }
        System.out.println("Archives  made by the first runs, as in any installation");
    }

    private boolean hasArchive(String name) throws IOException {
        Path folder = cache.resolve("picasso-analytics").resolve("cds");
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> file.startsWith(name) && file.endsWith(".jsa"));
        }
    }

    private static void print(Map<String, Figures> times, int runs) {
        System.out.printf("%n%-24s %10s %10s %10s   (%d runs by turns)%n", "", "min", "median", "max", runs);
        times.forEach((side, figures) -> System.out.printf(
                "%-24s %10s %10s %10s%n",
                side, Figures.ms(figures.min()), Figures.ms(figures.median()), Figures.ms(figures.max())));
        Figures aws = times.get("aws dynamodb query");
        if (aws != null) {
            Figures query = times.get("session show");
            System.out.println(
                    "session show to aws dynamodb query: median " + Figures.times(query.median() / aws.median())
                            + ", min " + Figures.times(query.min() / aws.min()) + " (target 0.5 x)");
        }
    }

    private static void sizes() throws IOException {
        System.out.println("\nArtefacts:");
        size("command line, lib/", DISTRIBUTION.resolve("lib"));
        size("embedded stack, lib-local/", DISTRIBUTION.resolve("lib-local"));
        try (Stream<Path> archives = Files.list(DISTRIBUTION.getParent())) {
            for (Path archive : archives.filter(f -> f.toString().matches(".*(\\.tar\\.gz|\\.zip)"))
                    .sorted()
                    .toList()) {
                size(archive.getFileName().toString(), archive);
            }
        }
    }

    private static void size(String name, Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
            System.out.printf(Locale.ROOT, "  %-34s %.1f MB%n", name, bytes / 1e6);
        }
    }

    /** Processes one conversation and returns its session. */
    private String load() throws Exception {
        List<SampleEvent> events = Conversations.sessions(1, "startup").get(0);
        Path file = Files.createTempFile("events", ".ndjson");
        Files.write(file, events.stream().map(SampleEvent::text).toList());
        variables.put("DYNAMODB_WRITE_ENABLED", "true");
        must(launcher("process", "file", file.toString()));
        Files.delete(file);
        return events.get(0).wire().text("session_id").orElseThrow();
    }

    private static List<String> query(String session) {
        return List.of(
                "aws",
                "dynamodb",
                "query",
                "--table-name",
                "picasso-session-events",
                "--key-condition-expression",
                "pk = :pk",
                "--expression-attribute-values",
                "{\":pk\":{\"S\":\"SESSION#" + session + "\"}}");
    }

    private static List<String> launcher(String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private String must(List<String> command) throws Exception {
        Outcome outcome = call(command);
        if (outcome.status() != 0) {
            throw new IllegalStateException(command + " ended with " + outcome.status() + ": " + outcome.text());
        }
        return outcome.text();
    }

    private void deleteCache() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private record Outcome(int status, String text) {}

    private Outcome call(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(state.toFile());
        builder.environment().putAll(variables);
        Path errors = state.resolveSibling(state.getFileName() + ".err");
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return new Outcome(status, status == 0 ? text : text + Files.readString(errors));
    }
}
