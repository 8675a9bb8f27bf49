package io.picasso.analytics.adapter.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.CallerIdentity;
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

/** The SDK's client against a server that answers as STS does; there is no engine of it on this machine. */
class StsIdentityTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
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

    private CallerIdentity identity() {
        return new StsIdentity(AwsConnection.local(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @Test
    void theCallerIsNamedByHisArn() {
        body = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/ops/mia</Arn>"
                + "<UserId>AROA:mia</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
                + "</GetCallerIdentityResponse>";

        assertThat(identity().arn()).contains("arn:aws:sts::123456789012:assumed-role/ops/mia");
        assertThat(requests).containsExactly("Action=GetCallerIdentity&Version=2011-06-15");
    }

    @Test
    void credentialsThatAreNotAcceptedAreDenied() {
        status = 403;
        body = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                + "<Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error>"
                + "</ErrorResponse>";

        assertThatThrownBy(() -> identity().arn())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.DENIED));
    }
}
