package io.picasso.analytics.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@link ForgetfulSink} or a {@link RememberingSink} in a process of its own. */
final class SinkProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI endpoint;

    private SinkProcess(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts one that forgets; the end of this process ends it. */
    static SinkProcess start(Duration delay) throws IOException {
        return start(ForgetfulSink.class, "-Xmx128m", delay);
    }

    /** Starts one that remembers up to some two million rows. */
    static SinkProcess remembering(Duration delay) throws IOException {
        return start(RememberingSink.class, "-Xmx3g", delay);
    }

    private static SinkProcess start(Class<?> sink, String heap, Duration delay) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        heap,
                        "-XX:+UseSerialGC",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        sink.getName(),
                        Long.toString(delay.toMillis())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = reader.readLine();
        if (port == null) {
            throw new IOException("the sink did not start");
        }
        return new SinkProcess(process, Integer.parseInt(port));
    }

    URI endpoint() {
        return endpoint;
    }

    /** What was written to it since the last reset. */
    SinkCounts counts() {
        return ask("/counts");
    }

    void reset() {
        ask("/reset");
    }

    /** Has every write throttled for the next five seconds. */
    void storm() {
        ask("/storm");
    }

    /** The processor time it took so far. */
    Duration computed() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private SinkCounts ask(String path) {
        try (InputStream answer = endpoint.resolve(path).toURL().openStream()) {
            return JSON.readValue(answer, SinkCounts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
