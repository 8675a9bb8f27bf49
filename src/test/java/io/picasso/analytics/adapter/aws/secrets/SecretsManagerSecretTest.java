package io.picasso.analytics.adapter.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK's client against a server that answers as Secrets Manager does; there is no engine of it on this machine. */
class SecretsManagerSecretTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SecretSource secret() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Secrets(AwsConnection.local(endpoint)).secret("picasso/staging/jwt/signing-key");
    }

    @Test
    void theTextOfTheSecretIsRead() {
        body = "{\"Name\":\"x\",\"SecretString\":\"{\\\"signingKey\\\":\\\"k\\\"}\"}";
        assertThat(secret().read()).isEqualTo("{\"signingKey\":\"k\"}");
        assertThat(requests)
                .containsExactly("secretsmanager.GetSecretValue {\"SecretId\":\"picasso/staging/jwt/signing-key\"}");
        assertThat(secret().name()).contains("picasso/staging/jwt/signing-key");
    }

    @Test
    void aSecretOfBytesIsReadAsTextAndAnEmptyOneIsEmpty() {
        body = "{\"SecretBinary\":\"a2V5\"}";
        assertThat(secret().read()).isEqualTo("key");
        body = "{\"Name\":\"x\"}";
        assertThat(secret().read()).isEmpty();
    }

    @Test
    void whatGoesWrongIsSaidInOurWords() {
        failed(400, "ResourceNotFoundException", FailureCode.RESOURCE_MISSING);
        failed(400, "AccessDeniedException", FailureCode.DENIED);
        failed(400, "ThrottlingException", FailureCode.THROTTLED);
        failed(500, "InternalServiceError", FailureCode.SERVICE_UNAVAILABLE);
    }

    private void failed(int answer, String error, FailureCode code) {
        status = answer;
        body = "{\"__type\":\"" + error + "\",\"message\":\"no\"}";
        assertThatThrownBy(() -> secret().read())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
