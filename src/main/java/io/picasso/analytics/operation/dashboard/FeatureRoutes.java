package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.List;

/** What of the dashboard a tenant has. */
public final class FeatureRoutes implements RouteGroup {
    private final TenantFeatures features;

    public FeatureRoutes(TenantFeatures features) {
        this.features = features;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/features", this::features));
    }

    private JsonObject features(ApiRequest request) {
        JsonMembers all = new JsonMembers();
        for (Feature feature : Feature.values()) {
            all.put(feature.label(), features.has(request.tenant().id(), feature));
        }
        return new JsonMembers()
                .put("tenant_id", request.tenant().id())
                .put("features", all)
                .object();
    }
}
