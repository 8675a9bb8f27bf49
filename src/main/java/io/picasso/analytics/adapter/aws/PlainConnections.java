package io.picasso.analytics.adapter.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * Opens connections to an engine on this machine. The SDK's own way reads the certificates of this machine before
 * anybody has asked for TLS, which takes a good part of a function's start; and it would go through the proxy that an
 * operator has set for the world outside.
 *
 * @param limits how long to wait
 */
record PlainConnections(CallLimits limits) implements UrlConnectionFactory {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Whether what is there is reached without TLS and without a proxy: plain HTTP on this machine. */
    static boolean reach(URI endpoint) {
        return "http".equals(endpoint.getScheme()) && THIS_MACHINE.contains(String.valueOf(endpoint.getHost()));
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) limits.connect().toMillis());
            connection.setReadTimeout((int) limits.attempt().toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
