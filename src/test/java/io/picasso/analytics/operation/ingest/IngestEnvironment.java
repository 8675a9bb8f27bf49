package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.tenant.TenantHash;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Wiring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A provisioned environment of its own, with its tenants, and eyes on everything that lies in it. */
public final class IngestEnvironment implements AutoCloseable {
    /** The tenants every environment knows. */
    public static final List<Tenant> TENANTS = List.of(tenant("COFFEE001"), tenant("TEA002"), tenant("WATER003"));

    private final TestEnvironment environment;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private Settings settings;

    private IngestEnvironment(TestEnvironment environment) {
        this.environment = environment;
        this.settings = environment.settings().with(SettingKey.DYNAMODB_WRITE_ENABLED, "true", Origin.DEFAULT);
        this.dynamoDb = environment.dynamoDb();
        this.sqs = environment.sqs();
    }

    /** A new environment on the shared engines. */
    public static IngestEnvironment create() {
        return create(Map.of());
    }

    /** A new environment on the shared engines with some settings of its own. */
    public static IngestEnvironment create(Map<SettingKey, String> own) {
        IngestEnvironment created = create(own, Part.USUAL);
        TENANTS.forEach(created::know);
        return created;
    }

    /** A new environment that has only some parts, and no tenants. */
    public static IngestEnvironment create(Map<SettingKey, String> own, Set<Part> parts) {
        IngestEnvironment created = new IngestEnvironment(TestEnvironment.create());
        own.forEach(created::set);
        Wiring wiring = created.wiring();
        var provision = wiring.provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(parts), line -> {});
        return created;
    }

    /** A tenant of that id, with the hash a new one is given. */
    public static Tenant tenant(String id) {
        return new Tenant(id, TenantHash.of(id));
    }

    /** Makes a tenant known. */
    public void know(Tenant tenant) {
        wiring().tenants().add(new TenantMapping(tenant, Optional.empty(), Optional.empty()));
    }

    /** Changes a setting for everything that is put together from now on. */
    public void set(SettingKey key, String text) {
        settings = settings.with(key, text, Origin.DEFAULT);
    }

    public Settings settings() {
        return settings;
    }

    /** New clients and operations, as a process of its own would have them. */
    public Wiring wiring() {
        return wiring(Clock.systemUTC());
    }

    public Wiring wiring(Clock clock) {
        return new Wiring(settings, clock);
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public TestEnvironment resources() {
        return environment;
    }

    /** Every item of the events table by its key. */
    public Map<String, Map<String, AttributeValue>> events() {
        return scan(SettingKey.SESSION_EVENTS_TABLE);
    }

    /** Every item of the summaries table by its key, anchors included. */
    public Map<String, Map<String, AttributeValue>> summaries() {
        return scan(SettingKey.SESSION_SUMMARIES_TABLE);
    }

    private Map<String, Map<String, AttributeValue>> scan(SettingKey table) {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        dynamoDb.scanPaginator(b -> b.tableName(settings.text(table)).consistentRead(true)).items().stream()
                .forEach(item ->
                        items.put(item.get("pk").s() + " " + item.get("sk").s(), item));
        return items;
    }

    /** A line of the lake and the object it lies in. */
    public record LakeLine(LakeKey key, JsonObject line) {}

    /** Every line of every lake object. */
    public List<LakeLine> lake() {
        ObjectStore store = wiring().lake();
        return paths(LakeKey.PREFIX).parallelStream()
                .flatMap(path -> lines(store, path).stream()
                        .map(line -> new LakeLine(LakeKey.parse(path).orElseThrow(), object(line))))
                .toList();
    }

    /** The objects of the lake bucket that start with a prefix, each read as lines of JSON. */
    public Map<String, List<JsonObject>> objects(String prefix) {
        ObjectStore store = wiring().lake();
        Map<String, List<JsonObject>> objects = new TreeMap<>();
        paths(prefix)
                .forEach(path -> objects.put(
                        path,
                        lines(store, path).stream()
                                .map(IngestEnvironment::object)
                                .toList()));
        return objects;
    }

    /** The paths in the lake bucket that start with a prefix and are not the marker of a folder. */
    public List<String> paths(String prefix) {
        return wiring().lake().stream(prefix)
                .map(ObjectStore.Listed::path)
                .filter(path -> !path.endsWith("/"))
                .toList();
    }

    private static List<SourceLine> lines(ObjectStore store, String path) {
        List<SourceLine> lines = new ArrayList<>();
        new LakeObjects(store).lines(path).orElseThrow().forEachRemaining(lines::add);
        return lines;
    }

    private static JsonObject object(SourceLine line) {
        return (JsonObject) Core.accepted(new JacksonParser().parse(line.text()));
    }

    /** Messages that nobody has deleted: waiting, and being worked on. */
    public int messages() {
        return messages(SettingKey.QUEUE);
    }

    /** Messages that were set aside. */
    public int deadLetters() {
        return messages(SettingKey.DEAD_LETTER_QUEUE);
    }

    /** Messages of that queue that nobody has deleted. */
    public int messages(SettingKey queue) {
        String url = sqs.getQueueUrl(b -> b.queueName(settings.text(queue))).queueUrl();
        return sqs
                .getQueueAttributes(b -> b.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** The text as lines of a file. */
    public static List<SourceLine> lines(List<String> texts) {
        return Lines.of("test", String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        environment.close();
        dynamoDb.close();
        sqs.close();
    }
}
