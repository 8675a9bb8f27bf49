package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonValue.JsonObject;

/** What a route does. */
@FunctionalInterface
public interface RouteAnswer {
    /**
     * The body of an answer of 200. Throws {@link Refusal} for a request that cannot be answered as it is;
     * {@link io.picasso.analytics.failure.Failure} becomes the status that belongs to its code.
     */
    JsonObject answer(ApiRequest request);
}
