package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tenants' configuration objects, each remembered for five minutes. Safe for many threads. */
public final class TenantConfigurations {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MAX_ENTRIES = 10_000;

    private record Known(TenantConfiguration configuration, Instant until) {}

    private final ObjectStore store;
    private final JsonParser parser;
    private final Clock clock;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    public TenantConfigurations(ObjectStore store, JsonParser parser, Clock clock) {
        this.store = store;
        this.parser = parser;
        this.clock = clock;
    }

    /**
     * A tenant's configuration; the empty one where it has none.
     *
     * @throws Failure UNREADABLE_INPUT when it is no JSON object: what it forbids is then not known; else as
     *     {@link ObjectStore} says
     */
    TenantConfiguration of(String tenantId) {
        Instant now = clock.instant();
        Known entry = known.get(tenantId);
        if (entry != null && now.isBefore(entry.until())) {
            return entry.configuration();
        }
        String path = "tenants/" + tenantId + "/" + tenantId + "-config.json";
        TenantConfiguration read = store.get(path).map(text -> read(path, text)).orElse(TenantConfiguration.NONE);
        if (known.size() >= MAX_ENTRIES) {
            known.clear();
        }
        known.put(tenantId, new Known(read, now.plus(REMEMBERED)));
        return read;
    }

    private TenantConfiguration read(String path, byte[] text) {
        if (parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject object) {
            return new TenantConfiguration(object);
        }
        throw Failure.of(FailureCode.UNREADABLE_INPUT, "The tenant's configuration is no JSON object")
                .where(store.name() + "/" + path)
                .next("Mend the object.");
    }
}
