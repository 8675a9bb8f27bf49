package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The API's own description, as OpenAPI. Tests hold it against the routes and their answers. */
public final class DescriptionRoutes implements RouteGroup {
    private static final String RESOURCE = "openapi.json";

    private final JsonParser parser;

    public DescriptionRoutes(JsonParser parser) {
        this.parser = parser;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/openapi.json", request -> document()).withoutToken());
    }

    /** Read at each request: it is asked for once in a while. */
    private JsonObject document() {
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream(RESOURCE)) {
            if (in != null
                    && parser.parse(in.readAllBytes()) instanceof Reading.Accepted<JsonValue> accepted
                    && accepted.value() instanceof JsonObject document) {
                return document;
            }
            throw new IllegalStateException(RESOURCE + " is missing or broken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
