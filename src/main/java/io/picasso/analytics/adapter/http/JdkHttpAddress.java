package io.picasso.analytics.adapter.http;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.HttpAddress;
import io.picasso.analytics.port.HttpReply;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A web address asked with the JDK's own client. */
public final class JdkHttpAddress implements HttpAddress {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final JsonParser parser;

    /**
     * @param address of the service; a slash at its end does not matter
     */
    public JdkHttpAddress(URI address, JsonParser parser) {
        this.address = address;
        this.parser = parser;
    }

    @Override
    public HttpReply get(String pathAndQuery, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(name() + pathAndQuery))
                .timeout(ANSWER)
                .GET();
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> answered = new TreeMap<>();
            response.headers().map().forEach((name, values) -> answered.put(name, values.get(0)));
            return new HttpReply(response.statusCode(), json(response), answered);
        } catch (IOException e) {
            throw unavailable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                    .cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting for " + name())
                    .cause(e);
        }
    }

    private JsonObject json(HttpResponse<byte[]> response) {
        if (parser.parse(response.body()) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject object) {
            return object;
        }
        throw unavailable("it answered " + response.statusCode() + ", and not in JSON");
    }

    private Failure unavailable(String why) {
        return Failure.of(FailureCode.SERVICE_UNAVAILABLE, "Nothing usable answers at " + name())
                .why(why)
                .next("Check the address; it is that of the API, without a path.");
    }

    @Override
    public String name() {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
