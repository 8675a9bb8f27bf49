package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Wiring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Lake, session tables and cache of an environment in which it is any time. The tables are made without TTL, because the
 * engine's clock is not the tests'.
 */
final class MetricEnvironment implements AutoCloseable {
    static final Retention RETENTION = new Retention(90);

    private final TestEnvironment environment = TestEnvironment.create();
    private final DynamoDbClient client = environment.dynamoDb();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final Map<Instant, Metrics> metrics = new HashMap<>();
    private final Settings settings =
            environment.settings().with(SettingKey.DYNAMODB_WRITE_ENABLED, "true", Origin.DEFAULT);

    MetricEnvironment(Tenant... tenants) {
        table(SettingKey.SESSION_SUMMARIES_TABLE, false);
        table(SettingKey.SESSION_EVENTS_TABLE, true);
        table(SettingKey.AGGREGATES_TABLE, false);
        var provision = wiring(Clock.systemUTC()).provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(EnumSet.of(Part.LAKE)), line -> {});
        know(List.of(tenants));
    }

    /** Makes tenants known, and visible to queries. */
    void know(Collection<Tenant> tenants) {
        Wiring wiring = wiring(Clock.systemUTC());
        tenants.forEach(tenant -> wiring.tenants().add(new TenantMapping(tenant, Optional.empty(), Optional.empty())));
        wiring.provision(Duration.ZERO).showTenants();
    }

    private void table(SettingKey key, boolean indexed) {
        client.createTable(table -> {
            table.tableName(settings.text(key))
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
            if (indexed) {
                table.attributeDefinitions(
                                a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                                a -> a.attributeName("sk").attributeType(ScalarAttributeType.S),
                                a -> a.attributeName("tenant_hash").attributeType(ScalarAttributeType.S),
                                a -> a.attributeName("timestamp").attributeType(ScalarAttributeType.S))
                        .globalSecondaryIndexes(index -> index.indexName("tenant-date-index")
                                .keySchema(key("tenant_hash", KeyType.HASH), key("timestamp", KeyType.RANGE))
                                .projection(p -> p.projectionType(ProjectionType.ALL)));
            } else {
                table.attributeDefinitions(
                        a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("sk").attributeType(ScalarAttributeType.S));
            }
        });
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    Settings settings() {
        return settings;
    }

    DynamoDbClient client() {
        return client;
    }

    Wiring wiring(Clock clock) {
        return new Wiring(settings, clock);
    }

    Wiring wiring(Instant now) {
        return wiring(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Writes events to the lake, an object for each tenant and day. */
    void writeLake(Collection<Event> events) {
        EventLake lake = new EventLake(wiring(Clock.systemUTC()).lake(), "test");
        Map<List<Object>, List<Event>> objects = events.stream()
                .collect(Collectors.groupingBy(event -> List.of(event.tenant(), UtcTime.day(event.occurredAt()))));
        objects.values().parallelStream().forEach(lake::write);
    }

    /** Puts lines into the lake as they are. */
    void putLines(Tenant tenant, LocalDate day, String name, String... lines) {
        wiring(Clock.systemUTC())
                .lake()
                .put(
                        LakeKey.prefix(tenant.id(), day) + name,
                        String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
                        "application/x-ndjson");
    }

    /** Writes events to the session tables, as the processor does. */
    void writeTables(Collection<Event> events) {
        SessionTables tables = new SessionTables(wiring(Clock.systemUTC()).sessionStore(), RETENTION, workers);
        tables.write(List.copyOf(events)).why().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Asks at a moment. */
    MetricAnswer ask(Tenant tenant, MetricName metric, Instant now, Map<String, String> parameters) {
        return metrics.computeIfAbsent(now, at -> wiring(at).reporting().metrics())
                .answer(MetricRequest.of(tenant, metric, parameters, now));
    }

    @Override
    public void close() {
        workers.shutdownNow();
        client.close();
        environment.close();
    }
}
