package io.picasso.analytics.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picasso.analytics.port.TenantMappingFormat;
import io.picasso.analytics.tenant.TenantIds;
import io.picasso.analytics.tenant.TenantMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Tenant mappings as the existing system stores them: small JSON objects. */
public final class JsonTenantMappings implements TenantMappingFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1.0";

    @Override
    public Optional<TenantMapping> read(String hash, byte[] text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (IOException e) {
            return Optional.empty();
        }
        Optional<String> id = text(node, "tenant_id").filter(TenantIds::isId);
        boolean sameHash = text(node, "tenant_hash").map(hash::equals).orElse(true);
        if (id.isEmpty() || !sameHash) {
            return Optional.empty();
        }
        JsonNode created = node.path("created_at");
        Optional<Instant> createdAt =
                created.canConvertToLong() ? Optional.of(Instant.ofEpochSecond(created.longValue())) : Optional.empty();
        return Optional.of(new TenantMapping(id.get(), hash, createdAt, text(node, "created_by")));
    }

    @Override
    public byte[] write(TenantMapping mapping) {
        ObjectNode node = names(mapping);
        mapping.createdAt().ifPresent(time -> node.put("created_at", time.getEpochSecond()));
        mapping.createdBy().ifPresent(by -> node.put("created_by", by));
        node.put("version", VERSION);
        return bytes(node);
    }

    @Override
    public byte[] configuration(TenantMapping mapping) {
        return bytes(names(mapping));
    }

    private static ObjectNode names(TenantMapping mapping) {
        return JSON.createObjectNode().put("tenant_id", mapping.id()).put("tenant_hash", mapping.hash());
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }
}
