package io.picasso.analytics.adapter.http;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ServerClock;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The time in the {@code Date} header of an HTTP server's answer, whatever else it answers. */
public final class HttpDate implements ServerClock {
    private static final int PATIENCE_MILLIS = 5_000;

    private final URI address;

    public HttpDate(URI address) {
        this.address = address;
    }

    @Override
    public Optional<Instant> now() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestMethod("HEAD");
            connection.setInstanceFollowRedirects(false);
            try {
                connection.getResponseCode();
                long date = connection.getDate();
                return date == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(date));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "the clock of " + address + " could not be read")
                    .why(String.valueOf(e.getMessage()))
                    .cause(e);
        }
    }
}
