package io.picasso.analytics.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command of the command line against a server of its own that finds nothing, so that the classes the command
 * loads can be noted. Touches neither AWS nor the user's stack: the command works in an environment made for it.
 */
public final class LauncherRehearsal {
    private static final byte[] NOTHING =
            "{\"Count\":0,\"ScannedCount\":0,\"Items\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final String ENVIRONMENT = "rehearsal";
    private static final int SECONDS = 60;

    private LauncherRehearsal() {}

    /** Arguments: a folder for scratch files, then the command with its own arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path configuration = Files.writeString(
                folder.resolve("picasso-analytics.yaml"),
                "environments:\n  " + ENVIRONMENT + ":\n    region: " + Endpoints.REGION + "\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Endpoints.HOST), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, NOTHING.length);
            exchange.getResponseBody().write(NOTHING);
            exchange.close();
        });
        server.start();
        ProcessBuilder command = new ProcessBuilder(List.of(arguments).subList(1, arguments.length))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        String endpoint = "http://" + Endpoints.HOST + ":" + server.getAddress().getPort();
        for (Service service : Service.values()) {
            command.environment().put(service.endpointVariable(), endpoint);
        }
        command.environment().put("AWS_ACCESS_KEY_ID", Endpoints.KEY);
        command.environment().put("AWS_SECRET_ACCESS_KEY", Endpoints.KEY);
        command.environment().remove("AWS_PROFILE");
        command.environment().put("PICASSO_CONFIG", configuration.toString());
        command.environment().put("PICASSO_ENV", ENVIRONMENT);
        command.environment().put("PICASSO_STATE_DIR", folder.resolve("state").toString());
        Process process = command.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        server.stop(0);
    }
}
