package io.picasso.analytics.cli;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.json;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.dashboard.DashboardEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} and {@code token} as command lines, in an environment that stands in a file. */
class DashboardCommandsTest {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static DashboardEnvironment environment;

    @BeforeAll
    static void open() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        environment = DashboardEnvironment.create();
        environment.key();
        environment
                .tables()
                .write(event(OURS, "sess_a", 1, NOW.minusSeconds(60), "MESSAGE_SENT", "{\"content_preview\":\"Hi\"}"));
        StringBuilder file = new StringBuilder("default_environment: test\nenvironments:\n  test:\n");
        for (SettingKey key : SettingKey.values()) {
            environment
                    .settings()
                    .find(key)
                    .filter(text -> !text.equals(key.defaultText()))
                    .ifPresent(text -> file.append("    ")
                            .append(key.key())
                            .append(": ")
                            .append(text)
                            .append('\n'));
        }
        Files.writeString(folder.resolve("picasso-analytics.yaml"), file);
    }

    @AfterAll
    static void close() {
        environment.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    /** One command line. */
    private static final class Line {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Interruption interruption = new Interruption();
        private final Context context;

        Line(String input) {
            Terminal terminal = new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    false,
                    false,
                    false,
                    80);
            context = new Context(terminal, Map.of(), environment.clock(), folder, interruption);
        }

        CommandRun.Result run(String... arguments) {
            int status = Main.run(arguments, context);
            return new CommandRun.Result(status, out(), err());
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    private static CommandRun.Result run(String... arguments) {
        return new Line("").run(arguments);
    }

    private static int status(String token) {
        return environment.askWith(token.strip(), "/features").reply().status();
    }

    @Test
    void aMintedTokenIsPrintedAloneAndIsBelieved() {
        CommandRun.Result minted = run("token", "mint", "--tenant", OURS.id(), "--email", "ada@example.org");
        assertThat(minted.status()).isZero();
        assertThat(minted.out().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(minted.err())
                .contains("DEM000001", "2025-12-28T20:00:00.000Z")
                .doesNotContain("eyJ");
        assertThat(status(minted.out())).isEqualTo(200);
    }

    @Test
    void asDataATokenHasItsTenantAndItsEnd() {
        JsonObject minted = json(run("token", "mint", "--tenant", OURS.hash(), "--ttl", "30m", "-o", "json")
                .out());
        assertThat(minted.members().keySet())
                .containsExactly("token", "tenant_id", "tenant_hash", "email", "issued_at", "expires_at");
        assertThat(minted.text("tenant_id")).contains(OURS.id());
        assertThat(minted.text("expires_at")).contains("2025-12-28T12:30:00.000Z");
        for (String wrong : List.of("8", "-1h", "1w", "", "9999999h")) {
            CommandRun.Result refused = run("token", "mint", "--tenant", OURS.id(), "--ttl", wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
        }
        assertThat(run("token", "mint", "--tenant", OURS.id(), "--ttl", "31d").status())
                .isEqualTo(2);
        assertThat(run("token", "mint", "--tenant", "NOBODY").status()).isEqualTo(5);
        assertThat(run("token", "mint").status()).as("there are two tenants").isEqualTo(2);
    }

    @Test
    void aTokenIsRevokedFromStandardInputOnlyWhenThatIsConfirmed() {
        String token =
                run("token", "mint", "--tenant", OURS.id(), "--ttl", "7h").out();
        assertThat(new Line(token).run("token", "revoke", "-").status()).isEqualTo(7);
        assertThat(new Line(token).run("token", "revoke", "--dry-run", "-").out())
                .contains("would be revoked");
        assertThat(status(token)).isEqualTo(200);
        CommandRun.Result revoked = new Line(token).run("token", "revoke", "--yes", "-");
        assertThat(revoked.out()).contains("is revoked");
        assertThat(revoked.out() + revoked.err()).doesNotContain(token.strip());
        assertThat(status(token)).isEqualTo(401);
        assertThat(json(run("token", "revoke", "--yes", token.strip(), "-o", "json")
                                .out())
                        .text("outcome"))
                .contains("already_revoked");
        assertThat(run("token", "revoke", "--yes", "nonsense").status()).isEqualTo(2);
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        Path file = Path.of(environment.settings().text(SettingKey.TOKEN_KEY_FILE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path open = Files.writeString(folder.resolve("open.key"), "x".repeat(64));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun.Result refused = run("token", "mint", "--tenant", OURS.id(), "--set", "api.token_key_file=" + open);
        assertThat(refused.status()).isNotZero();
        assertThat(refused.err()).contains("PA-305", "chmod 600").doesNotContain("xxxx");
    }

    @Test
    void keysThatAreEmptyShortOrInAnotherFormAreSaidSo() throws IOException {
        Map<String, String> wrong = Map.of(
                "",
                "empty",
                "   \n",
                "empty",
                "short",
                "too short",
                "{\"signingKey\":\"\"}",
                "empty",
                "{\"other\":\"x\"}",
                "without a signing key",
                "{\"key\":1}",
                "not a string");
        for (Map.Entry<String, String> entry : wrong.entrySet()) {
            Path file = folder.resolve("wrong.key");
            Files.writeString(file, entry.getKey());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            CommandRun.Result refused =
                    run("token", "mint", "--tenant", OURS.id(), "--set", "api.token_key_file=" + file);
            assertThat(refused.status()).as(entry.getKey()).isEqualTo(2);
            assertThat(refused.err()).contains("PA-102", entry.getValue());
        }
    }

    @Test
    void theApiIsServedUntilItIsInterrupted() throws Exception {
        Line line = new Line("");
        CompletableFuture<CommandRun.Result> served =
                CompletableFuture.supplyAsync(() -> line.run("serve", "--port", "0"));
        String url = url(line, served);
        String token = environment.mint(OURS);

        HttpResponse<String> preflight = send(HttpRequest.newBuilder(URI.create(url + "/sessions/list"))
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("Authorization, Content-Type");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, PATCH, OPTIONS");

        HttpResponse<String> list = send(HttpRequest.newBuilder(URI.create(url + "/sessions/list?range=7d"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json"));
        assertThat(list.body()).contains("\"session_id\":\"sess_a\"");
        HttpResponse<String> refused = send(HttpRequest.newBuilder(URI.create(url + "/sessions/list?x=secret-text"))
                .header("Authorization", "Bearer wrong"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Stream.of(list, refused).map(answer -> answer.headers().firstValue("Access-Control-Allow-Origin")))
                .allMatch(header -> header.equals(java.util.Optional.of("*")));

        line.interruption.request();
        CommandRun.Result end = served.get();
        assertThat(end.status()).isZero();
        assertThat(end.err())
                .contains(" 200 GET /sessions/list DEM000001 ", " 401 GET /sessions/list - ", "Finishing")
                .doesNotContain(token, "secret-text", "wrong");
    }

    private static String url(Line line, CompletableFuture<CommandRun.Result> served) throws InterruptedException {
        while (true) {
            Matcher url = URL.matcher(line.out());
            if (url.find() && line.out().endsWith("\n")) {
                return url.group();
            }
            if (served.isDone()) {
                throw new AssertionError(served.join());
            }
            Thread.sleep(20);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void whatCannotBeServedIsRefused() {
        assertThat(run("serve", "--port", "70000").status()).isEqualTo(2);
        assertThat(run("serve", "--workers", "0").status()).isEqualTo(2);
        assertThat(run("serve", "--origin", "no origin").status()).isEqualTo(2);
        assertThat(run("serve", "--host", "192.0.2.1", "--port", "0").status()).isNotZero();
    }
}
