package io.picasso.analytics.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainConnectionsTest {
    private static final PlainConnections CONNECTIONS = new PlainConnections(CallLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000", "http://localhost:4566/path", "http://[::1]:9324"})
    void anEngineOnThisMachineIsReachedPlainly(String endpoint) {
        assertThat(PlainConnections.reach(URI.create(endpoint))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8000",
                "https://dynamodb.us-east-1.amazonaws.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.7:8000",
                "http:nothing"
            })
    void everythingElseIsReachedAsTheSdkDoesIt(String endpoint) {
        assertThat(PlainConnections.reach(URI.create(endpoint))).isFalse();
    }

    @Test
    void itWaitsAsLongAsTheLimitsSay() {
        HttpURLConnection connection = CONNECTIONS.createConnection(URI.create("http://127.0.0.1:1/"));

        assertThat(connection.getConnectTimeout()).isEqualTo(2_000);
        assertThat(connection.getReadTimeout()).isEqualTo(10_000);
    }

    @Test
    void theProxyForTheWorldOutsideIsNotAsked() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new NobodysProxy());
        try {
            URI there = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(CONNECTIONS.createConnection(there).getResponseCode()).isEqualTo(204);
        } finally {
            ProxySelector.setDefault(before);
            server.stop(0);
        }
    }

    /** Sends everything to where nobody listens. */
    private static final class NobodysProxy extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
