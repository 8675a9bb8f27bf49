package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.setting.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A running function that is measured: every call must be clean, and the log says what the tables took. */
public final class FunctionRun implements AutoCloseable {
    private final RuntimeApi api;
    private final Process process;
    private final BufferedReader log;

    private FunctionRun(RuntimeApi api, Process process, BufferedReader log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /** Starts it and waits until it asks for its first event. */
    public static FunctionRun start(
            UnpackedFunction function, List<String> command, List<String> flags, Settings settings, Path log)
            throws IOException, InterruptedException {
        return start(function, command, flags, TestedFunction.variables(settings), log);
    }

    /** The same as for a snapshot: what is done before one is done. */
    public static FunctionRun rehearsed(
            UnpackedFunction function, List<String> command, List<String> flags, Settings settings, Path log)
            throws IOException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(TestedFunction.variables(settings));
        variables.put(Rehearsal.TYPE_VARIABLE, "snap-start");
        List<String> more = new ArrayList<>(flags);
        more.add(UnpackedFunction.CRAC);
        return start(function, command, more, variables, log);
    }

    private static FunctionRun start(
            UnpackedFunction function,
            List<String> command,
            List<String> flags,
            Map<String, String> variables,
            Path log)
            throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        RuntimeApi api = new RuntimeApi(Duration.ofSeconds(60));
        Process process = function.start(command, flags, api.address(), variables, log);
        RuntimeApi.Answer started = api.started();
        if (started.failed()) {
            throw new IllegalStateException(started.text());
        }
        return new FunctionRun(api, process, Files.newBufferedReader(log));
    }

    /**
     * Hands a batch in.
     *
     * @return what the tables took, in milliseconds, as the function's metrics say
     */
    public double clean(List<String> bodies) throws IOException, InterruptedException {
        Map<String, String> batch = new LinkedHashMap<>();
        bodies.forEach(body -> batch.put("id-" + batch.size(), body));
        byte[] event =
                JsonText.compact(TestedFunction.batch(batch, Instant.now())).getBytes(StandardCharsets.UTF_8);
        RuntimeApi.Answer answer = api.call(event);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("\"_aws\"")) {
                JsonObject metrics = TestedFunction.object(line);
                double accepted = number(metrics, "Accepted");
                if (answer.failed() || accepted != bodies.size() || number(metrics, "Deferred") != 0) {
                    throw new IllegalStateException("not a clean batch: " + line + " " + answer);
                }
                return number(metrics, "DynamoDbMilliseconds");
            }
        }
        throw new IllegalStateException("no metrics in the log; the answer was " + answer);
    }

    private static double number(JsonObject line, String name) {
        return Double.parseDouble(((JsonNumber) line.get(name).orElseThrow()).text());
    }

    /** Ends it as Lambda does, with a chance to do its last things. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor();
        api.close();
        log.close();
    }
}
