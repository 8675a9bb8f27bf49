package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.query.QueryTables;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.KeyAttribute;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.tenant.TenantHash;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Dashboard;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.s3.S3Client;

/** The API over tables of its own, with two tenants, a key, and a clock that the test sets. */
public final class DashboardEnvironment implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2025-12-28T12:00:00.000Z");
    public static final Tenant OURS = tenant("DEM000001");
    public static final Tenant THEIRS = tenant("FOS402334");

    private static final Set<SettingKey> MORE_TABLES = Set.of(
            SettingKey.FORM_SUBMISSIONS_TABLE,
            SettingKey.AGGREGATES_TABLE,
            SettingKey.AUDIT_TABLE,
            SettingKey.TOKEN_BLACKLIST_TABLE);

    private final QueryTables tables;
    private final MovableClock clock = new MovableClock(NOW);
    private final Path folder;
    private Settings settings;
    private Dashboard dashboard;
    private DashboardApi api;

    private DashboardEnvironment(QueryTables tables, boolean complete) {
        this.tables = tables;
        try {
            this.folder = Files.createTempDirectory("dashboard");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.settings = tables.settings()
                .with(SettingKey.TOKEN_KEY_FILE, folder.resolve("token.key").toString(), Origin.DEFAULT);
        if (complete) {
            Set<String> names = MORE_TABLES.stream().map(settings::text).collect(Collectors.toSet());
            Declarations.of(settings).tables().stream()
                    .filter(table -> names.contains(table.name()))
                    .forEach(this::create);
        }
        try (S3Client s3 = tables.environment().s3()) {
            s3.createBucket(b -> b.bucket(settings.text(SettingKey.MAPPINGS_BUCKET)));
        }
        Wiring wiring = new Wiring(settings, clock);
        for (Tenant tenant : List.of(OURS, THEIRS)) {
            wiring.tenants().add(new TenantMapping(tenant, Optional.empty(), Optional.empty()));
        }
        reset();
    }

    /** All tables, empty. */
    public static DashboardEnvironment create() {
        return new DashboardEnvironment(QueryTables.create(), true);
    }

    /** Everything but the session tables. */
    public static DashboardEnvironment withoutSessionTables() {
        return new DashboardEnvironment(QueryTables.none(), true);
    }

    /** The tenants, and no table at all. */
    public static DashboardEnvironment withoutTables() {
        return new DashboardEnvironment(QueryTables.none(), false);
    }

    private static Tenant tenant(String id) {
        return new Tenant(id, TenantHash.of(id));
    }

    private void create(TableDeclaration table) {
        List<AttributeDefinition> attributes = Stream.concat(
                        table.keys().attributes(),
                        table.indexes().stream().flatMap(index -> index.keys().attributes()))
                .distinct()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
        List<GlobalSecondaryIndex> indexes = table.indexes().stream()
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keys(index.keys().attributes().toList()))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build())
                .toList();
        tables.client().createTable(create -> {
            create.tableName(table.name())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attributes)
                    .keySchema(keys(table.keys().attributes().toList()));
            if (!indexes.isEmpty()) {
                create.globalSecondaryIndexes(indexes);
            }
        });
    }

    private static List<KeySchemaElement> keys(List<KeyAttribute> attributes) {
        return attributes.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.name())
                        .keyType(key.equals(attributes.get(0)) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    /** Lets the lake be asked through Athena. */
    public void queryable() {
        Wiring wiring = new Wiring(settings, Clock.systemUTC());
        Provision provision = wiring.provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(Set.of(Part.LAKE)), line -> {});
        provision.showTenants();
    }

    /** Puts events of one day into tables and lake, as the processor does. */
    public void live(Event... events) {
        tables.write(events);
        new EventLake(new Wiring(settings, clock).lake(), Settings.LOCAL).write(List.of(events));
    }

    /** The API with nothing remembered. */
    public void reset() {
        dashboard = new Wiring(settings, clock).dashboard();
        api = dashboard.api();
    }

    /** The API with another setting, and nothing remembered. */
    public void set(SettingKey key, String text) {
        settings = settings.with(key, text, Origin.DEFAULT);
        reset();
    }

    public QueryTables tables() {
        return tables;
    }

    public Settings settings() {
        return settings;
    }

    public MovableClock clock() {
        return clock;
    }

    public Dashboard dashboard() {
        return dashboard;
    }

    public DashboardApi api() {
        return api;
    }

    /** The key of the tokens, as the file has it. */
    public String key() {
        mint(OURS);
        try {
            return Files.readString(Path.of(settings.text(SettingKey.TOKEN_KEY_FILE)))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void configure(Tenant tenant, String configuration) {
        try (S3Client s3 = tables.environment().s3()) {
            String key = "tenants/" + tenant.id() + "/" + tenant.id() + "-config.json";
            s3.putObject(
                    put -> put.bucket(settings.text(SettingKey.MAPPINGS_BUCKET)).key(key),
                    RequestBody.fromString(configuration));
        }
    }

    public String mint(Tenant tenant) {
        return dashboard
                .tokenDesk()
                .mint(tenant, Optional.of("ada@example.org"), Duration.ofHours(8))
                .text();
    }

    /** What the API says to that tenant. */
    public Answered ask(Tenant tenant, String path) {
        return ask("GET", path, Map.of("authorization", List.of("Bearer " + mint(tenant))), "");
    }

    /** What it says to a token. */
    public Answered askWith(String token, String path) {
        return ask("GET", path, Map.of("authorization", List.of("Bearer " + token)), "");
    }

    public Answered patch(Tenant tenant, String path, String body) {
        return ask("PATCH", path, Map.of("authorization", List.of("Bearer " + mint(tenant))), body);
    }

    public Answered ask(String method, String path, Map<String, List<String>> headers, String body) {
        int mark = path.indexOf('?');
        return api.answer(
                new HttpCall(
                        method,
                        mark < 0 ? path : path.substring(0, mark),
                        mark < 0 ? Map.of() : HttpCall.parameters(path.substring(mark + 1)),
                        new LinkedHashMap<>(headers),
                        Optional.of(body.getBytes(StandardCharsets.UTF_8))),
                "request-1");
    }

    /** The body of an answer of 200. */
    public static JsonObject ok(Answered answered) {
        HttpReply reply = answered.reply();
        if (reply.status() != 200) {
            throw new AssertionError(reply + " " + answered.troubles());
        }
        return reply.body();
    }

    /** The text of an answer. */
    public static String text(Answered answered) {
        return JsonText.compact(answered.reply().body());
    }

    public static JsonObject json(String text) {
        return (JsonObject) Core.accepted(new JacksonParser().parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        tables.close();
        try {
            Files.deleteIfExists(Path.of(settings.text(SettingKey.TOKEN_KEY_FILE)));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
