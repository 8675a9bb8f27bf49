package io.picasso.analytics.local;

import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.tenant.TenantHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command of the command line against a server of its own that knows one session, so that the classes the
 * command loads can be noted. Touches neither AWS nor the user's stack: the command works in an environment made for it.
 */
public final class LauncherRehearsal {
    private static final String TENANT = "rehearsal";
    private static final String HASH = TenantHash.of(TENANT);

    private static final String SUMMARY = """
            {"pk":{"S":"TENANT#%s"},"sk":{"S":"SESSION#2025-12-28T09:15:02.481Z#rehearsal"},
            "session_id":{"S":"rehearsal"},"started_at":{"S":"2025-12-28T09:15:02.481Z"},
            "ended_at":{"S":"2025-12-28T09:15:02.481Z"},"event_count":{"N":"1"},"ttl":{"N":"9999999999"}}
            """;

    private static final String EVENT = """
            {"pk":{"S":"SESSION#rehearsal"},"sk":{"S":"STEP#001#aaaaaaaaaaaa"},"tenant_hash":{"S":"%s"},
            "session_id":{"S":"rehearsal"},"step_number":{"N":"1"},"event_type":{"S":"MESSAGE_SENT"},
            "timestamp":{"S":"2025-12-28T09:15:02.481Z"},"event_payload":{"S":"{}"},"ttl":{"N":"9999999999"}}
            """;

    private static final String MAPPING = "\"tenant_id\":\"" + TENANT + "\",\"tenant_hash\":\"" + HASH + "\"";

    /**
     * What every call is answered: for a query an event and a summary, for a read of one row the summary, for an object a
     * tenant's mapping. Each reader takes what it knows, so that the classes that read rows are noted too.
     */
    private static final byte[] ANSWER = answer(SUMMARY.formatted(HASH), EVENT.formatted(HASH));

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
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
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

    private static byte[] answer(String summary, String event) {
        String text = "{" + MAPPING + ",\"Item\":" + summary + ",\"Count\":2,\"ScannedCount\":2,\"Items\":[" + summary
                + "," + event + "]}";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
