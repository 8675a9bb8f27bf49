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

/** A {@link ForgetfulSink} in a process of its own. */
final class SinkProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI endpoint;

    private SinkProcess(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it; the end of this process ends it. */
    static SinkProcess start(Duration delay) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgetfulSink.class.getName(),
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
