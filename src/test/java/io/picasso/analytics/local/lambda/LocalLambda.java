package io.picasso.analytics.local.lambda;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.lambda.LambdaClients;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.local.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.State;

/** A Lambda of a test's own beside the shared engines, with the client any user of it would have. */
public final class LocalLambda implements AutoCloseable {
    final LambdaClient client;
    private final LambdaServer server;
    private final Path logs;

    LocalLambda(Path folder, Timing timing) throws IOException {
        this(folder, timing, Map.of());
    }

    /** One whose functions find some engines at other ports. */
    public static LocalLambda before(Path folder, Map<Service, Integer> others) throws IOException {
        return new LocalLambda(folder, Timing.USUAL, others);
    }

    private LocalLambda(Path folder, Timing timing, Map<Service, Integer> others) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Endpoints engines = LocalEngines.endpoints();
        Map<Service, Integer> ports = new EnumMap<>(engines.ports());
        ports.keySet().removeAll(List.of(Service.LAMBDA, Service.EVENTBRIDGE));
        ports.putAll(others);
        logs = folder.resolve("logs");
        server = new LambdaServer(0, folder.resolve("lambda"), logs, ports, timing);
        client = LambdaClients.create(AwsConnection.local(uri()).with(CallLimits.ONCE));
    }

    public URI uri() {
        return URI.create("http://" + Endpoints.HOST + ":" + server.port());
    }

    /** Makes a function of the probe and waits until it can be called. */
    void probe(String name, Map<String, String> environment, int timeout) {
        client.createFunction(b -> b.functionName(name)
                .runtime("java17")
                .role("arn:aws:iam::000000000000:role/any")
                .handler(ProbeFunction.class.getName())
                .memorySize(128)
                .timeout(timeout)
                .environment(e -> e.variables(environment))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionZips.probe()))));
        settled(name);
    }

    /** Waits until nothing is under way. */
    GetFunctionConfigurationResponse settled(String name) {
        while (true) {
            GetFunctionConfigurationResponse now = client.getFunctionConfiguration(b -> b.functionName(name));
            if (now.state() != State.PENDING && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS) {
                return now;
            }
            pause();
        }
    }

    InvokeResponse call(String name, String event) {
        return client.invoke(b ->
                b.functionName(name).payload(SdkBytes.fromUtf8String(event)).logType(LogType.TAIL));
    }

    /** What a call answers. */
    JsonObject answer(String name, String event) {
        InvokeResponse response = call(name, event);
        if (response.functionError() != null) {
            throw new AssertionError(response.payload().asUtf8String());
        }
        return object(response.payload());
    }

    static JsonObject object(SdkBytes payload) {
        return object(payload.asByteArray());
    }

    static JsonObject object(byte[] text) {
        return (JsonObject) Core.accepted(new JacksonParser().parse(text));
    }

    /** The function's whole log. */
    String log(String name) {
        try {
            return Files.readString(logs.resolve(name + ".log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The process the function runs in, as it says itself. */
    long pid(String name) {
        return Long.parseLong(((io.picasso.analytics.json.JsonValue.JsonNumber)
                        answer(name, "{}").get("pid").orElseThrow())
                .text());
    }

    static boolean isAlive(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }

    /** Waits until something is so. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
