package io.picasso.analytics.operation.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lake and tables filled by the processor, a hand that breaks rows, and the comparison. */
final class VerifyEnvironment implements AutoCloseable {
    static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    static final Tenant TEA = IngestEnvironment.TENANTS.get(1);

    /** Long settled, and on a day that has not expired. */
    static final Instant THEN = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9));

    private static final List<String> TYPES = List.of(
            "MESSAGE_SENT",
            "MESSAGE_RECEIVED",
            "MESSAGE_SENT",
            "CTA_CLICKED",
            "LINK_CLICKED",
            "FORM_STARTED",
            "FORM_COMPLETED",
            "SESSION_END");

    final IngestEnvironment environment = IngestEnvironment.create();
    private final List<Verify> opened = new ArrayList<>();

    /** Has the processor work on messages that reached us when they say. */
    void send(List<String> texts, Instant received) {
        List<InboundMessage> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(new InboundMessage(
                    "m" + messages.size(),
                    text.getBytes(StandardCharsets.UTF_8),
                    Optional.of(received),
                    new InboundMessage.Source("queue", "m" + messages.size(), OptionalInt.empty()),
                    InboundMessage.Origin.PRODUCER));
        }
        BatchResult result = environment.wiring().ingestion().processor().process(messages);
        assertThat(result.failed()).isEmpty();
        assertThat(result.deferred()).isZero();
    }

    /** A session of so many events, 37 minutes apart, the first at that time. */
    void session(Tenant tenant, String session, int events, Instant start, Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String type = i == 0 ? "MESSAGE_SENT" : TYPES.get(random.nextInt(TYPES.size()));
            texts.add(message(tenant, session, i / 2 + 1, type, start.plus(Duration.ofMinutes(37L * i)), i));
        }
        send(texts, start.plus(Duration.ofMinutes(37L * events)));
    }

    static String message(Tenant tenant, String session, int step, String type, Instant at, int number) {
        return "{\"schema_version\":\"1.0.0\",\"session_id\":\"" + session + "\",\"tenant_id\":\"" + tenant.hash()
                + "\",\"timestamp\":\"" + UtcTime.format(at) + "\",\"step_number\":" + step
                + ",\"ga_client_id\":\"1.2\""
                + ",\"event\":{\"type\":\"" + type + "\",\"payload\":{\"content_preview\":\"number " + number
                + "\",\"response_time_ms\":" + (100 + number) + ",\"form_id\":\"contact\"}}}";
    }

    VerifyRequest everything() {
        return request(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static VerifyRequest request(Optional<Tenant> tenant, Optional<LocalDate> from, Optional<LocalDate> to) {
        return new VerifyRequest(tenant, from, to, VerifyRequest.SETTLE, Duration.ofMillis(5));
    }

    Verify verify() {
        Verify verify = environment.wiring().ingestion().verify(() -> false, events -> {});
        opened.add(verify);
        return verify;
    }

    VerifyReport report() {
        return verify().run(everything(), IngestEnvironment.TENANTS);
    }

    /** Compares, mends what is wrong, and gives back what was wrong. */
    VerifyReport mended() {
        Verify verify = verify();
        VerifyReport report = verify.run(everything(), IngestEnvironment.TENANTS);
        verify.mend(everything());
        return report;
    }

    // ---- rows, by a raw client

    /** The rows of a session's events, in the order of their keys. */
    List<Map<String, AttributeValue>> events(String session) {
        return environment.events().values().stream()
                .filter(item -> item.get("pk").s().equals("SESSION#" + session))
                .toList();
    }

    Map<String, AttributeValue> summary(String session) {
        return environment.summaries().values().stream()
                .filter(item -> item.get("sk").s().startsWith("SESSION#")
                        && item.get("sk").s().endsWith("#" + session))
                .findFirst()
                .orElseThrow();
    }

    Map<String, AttributeValue> anchor(String session) {
        return environment.summaries().values().stream()
                .filter(item -> item.get("sk").s().equals("ANCHOR#" + session))
                .findFirst()
                .orElseThrow();
    }

    void put(SettingKey table, Map<String, AttributeValue> item) {
        environment
                .dynamoDb()
                .putItem(b -> b.tableName(environment.settings().text(table)).item(item));
    }

    void delete(SettingKey table, Map<String, AttributeValue> item) {
        environment
                .dynamoDb()
                .deleteItem(b -> b.tableName(environment.settings().text(table))
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
    }

    /** The item with another value of an attribute; without it where the value is null. */
    static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return changed;
    }

    static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }

    @Override
    public void close() {
        opened.forEach(Verify::close);
        environment.close();
    }
}
