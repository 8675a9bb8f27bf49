package io.picasso.analytics.tenant;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stored fact that a hash stands for a tenant.
 *
 * @param tenant the tenant's id and the hash the widget sends
 * @param createdAt when it was stored, to the second; empty in old mappings
 * @param createdBy what stored it; empty in old mappings
 */
public record TenantMapping(Tenant tenant, Optional<Instant> createdAt, Optional<String> createdBy) {
    private static final String VERSION = "1.0";
    /** The end of the year 9999. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    /**
     * Reads a mapping.
     *
     * @param hash the hash it is stored under, which counts where the object does not repeat it
     * @return empty when it is no mapping, names no tenant, or names another hash
     */
    public static Optional<TenantMapping> read(String hash, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return Optional.empty();
        }
        Optional<String> id = object.text("tenant_id").filter(Tenant::isId);
        boolean otherHash =
                object.text("tenant_hash").filter(named -> !named.equals(hash)).isPresent();
        if (id.isEmpty() || otherHash || !Tenant.isHash(hash)) {
            return Optional.empty();
        }
        return Optional.of(
                new TenantMapping(new Tenant(id.get(), hash), time(object, "created_at"), object.text("created_by")));
    }

    /** The stored form. */
    public String write() {
        Map<String, JsonValue> members = names();
        createdAt.ifPresent(time -> members.put("created_at", new JsonNumber(Long.toString(time.getEpochSecond()))));
        createdBy.ifPresent(by -> members.put("created_by", new JsonString(by)));
        members.put("version", new JsonString(VERSION));
        return JsonText.compact(new JsonObject(members));
    }

    /** The least a tenant's configuration has in it: its id and hash. */
    public String configuration() {
        return JsonText.compact(new JsonObject(names()));
    }

    private Map<String, JsonValue> names() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("tenant_id", new JsonString(tenant.id()));
        members.put("tenant_hash", new JsonString(tenant.hash()));
        return members;
    }

    /** Epoch seconds; what no calendar knows is treated as absent. */
    private static Optional<Instant> time(JsonObject object, String name) {
        return object.get(name)
                .filter(JsonNumber.class::isInstance)
                .flatMap(value -> ((JsonNumber) value).decimal())
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }
}
