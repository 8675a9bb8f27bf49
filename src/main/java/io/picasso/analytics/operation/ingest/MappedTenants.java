package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.TenantDirectory;
import java.util.Optional;

/** Finds a tenant in the mapping object of its hash, {@code mappings/{hash}.json}. */
public final class MappedTenants implements TenantDirectory {
    private final ObjectStore mappings;
    private final JsonParser parser;

    public MappedTenants(ObjectStore mappings, JsonParser parser) {
        this.mappings = mappings;
        this.parser = parser;
    }

    @Override
    public Optional<Tenant> byHash(String hash) {
        return mappings.get("mappings/" + hash + ".json").flatMap(text -> read(hash, text));
    }

    /** A mapping that cannot be read proves nothing: its tenant's events go to quarantine until it is mended. */
    private Optional<Tenant> read(String hash, byte[] text) {
        if (parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject mapping) {
            return mapping.text("tenant_id").filter(Tenant::isId).map(id -> new Tenant(id, hash));
        }
        return Optional.empty();
    }
}
