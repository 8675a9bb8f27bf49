package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a tenant's configuration says to the dashboard.
 *
 * @param content the whole object; empty where there is none
 */
record TenantConfiguration(JsonObject content) {
    static final TenantConfiguration NONE = new TenantConfiguration(JsonObject.EMPTY);

    /** Whether the tenant has a feature; its usual value where the configuration has no true or false for it. */
    boolean feature(Feature feature) {
        return content.get("features")
                .filter(JsonObject.class::isInstance)
                .flatMap(features -> ((JsonObject) features).get(feature.label()))
                .filter(JsonBoolean.class::isInstance)
                .map(value -> ((JsonBoolean) value).value())
                .orElse(feature.usual());
    }

    /** What the tenant is called; empty where the configuration does not say. */
    Optional<String> displayName() {
        return Stream.of("organization_name", "chat_title")
                .flatMap(name -> content.text(name).stream())
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
