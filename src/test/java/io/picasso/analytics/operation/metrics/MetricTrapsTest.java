package io.picasso.analytics.operation.metrics;

import static io.picasso.analytics.operation.ingest.IngestEnvironment.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What went wrong in the system before this one does not go wrong here. */
class MetricTrapsTest {
    private static final Instant NOW = Instant.parse("2025-12-28T09:15:02.000Z");
    private static final Tenant MANY = tenant("MANY001");
    private static final Tenant ODD = tenant("ODD0002");
    private static final Tenant KEPT = tenant("KEPT003");

    private static MetricEnvironment environment;

    @BeforeAll
    static void create() {
        environment = new MetricEnvironment(MANY, ODD, KEPT);
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private static Event event(Tenant tenant, String session, int step, Instant time, String type, String payload) {
        return RandomTraffic.made(
                tenant, new SessionId(session), step, new EventType(type), Core.object(payload), time, time);
    }

    private static String ask(Tenant tenant, MetricName metric, String... parameters) {
        return JsonText.compact(answer(tenant, metric, parameters).tree());
    }

    private static MetricAnswer answer(Tenant tenant, MetricName metric, String... parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return environment.ask(tenant, metric, NOW, given);
    }

    /** Not the first thousand, not the oldest, and each with its own response time. */
    @Test
    void thousandsOfSessionsAreAllCountedAndTheNewestAreTheNewest() {
        SessionStore store = environment.wiring(NOW).sessionStore();
        Map<SummaryKey, SessionSummary> summaries = new LinkedHashMap<>();
        int count = 2_345;
        for (int i = 0; i < count; i++) {
            // Ids in another order than times.
            String id = "sess_" + (i * 7_919) % count + "x";
            Instant start = NOW.minus(Duration.ofMinutes(10L * (count - i)));
            SessionFold fold = SessionFold.over(
                    List.of(
                            event(MANY, id, 1, start, "MESSAGE_SENT", "{\"content_preview\":\"q" + i + "\"}"),
                            event(MANY, id, 2, start, "MESSAGE_RECEIVED", "{\"response_time_ms\":" + (i + 50) + "}")),
                    MetricEnvironment.RETENTION);
            fold.summary()
                    .ifPresent(
                            made -> summaries.put(new SummaryKey(MANY.hash(), made.startedAt(), made.session()), made));
        }
        List<Map.Entry<SummaryKey, SessionSummary>> all = new ArrayList<>(summaries.entrySet());
        for (int from = 0; from < all.size(); from += 25) {
            Map<SummaryKey, SessionSummary> part = new LinkedHashMap<>();
            all.subList(from, Math.min(from + 25, all.size())).forEach(one -> part.put(one.getKey(), one.getValue()));
            assertThat(store.addSummaries(part)).isEmpty();
        }

        assertThat(ask(MANY, MetricName.CONVERSATIONS_SUMMARY, "range", "30d", "source", "dynamodb"))
                .contains("\"total_conversations\":2345,\"total_messages\":4690,\"avg_response_time_seconds\":1.2,");
        assertThat(ask(MANY, MetricName.RECENT_CONVERSATIONS, "limit", "2", "source", "dynamodb"))
                .contains("\"first_question\":\"q2344\",\"first_answer\":\"\",\"response_time_seconds\":2.4,")
                .contains("\"first_question\":\"q2343\"")
                .contains("\"total_count\":2345,\"page\":1,\"limit\":2,\"has_next\":true");
        assertThat(ask(MANY, MetricName.RECENT_CONVERSATIONS, "limit", "25", "page", "94", "source", "dynamodb"))
                .contains("\"first_question\":\"q0\"")
                .contains("\"has_next\":false");
    }

    /** One bad line must not cost the others, and what is delivered twice counts once, old lines too. */
    @Test
    void malformedLinesBreakNoQuery() {
        Instant time = NOW.minus(Duration.ofDays(1));
        String good = line(event(
                ODD, "sess_good", 1, time, "FORM_COMPLETED", "{\"form_id\":\"contact\",\"duration_seconds\":12}"));
        String old = "{\"event_id\": \"7f0c\", \"schema_version\": \"1.0.0\", \"session_id\": \"sess_old\","
                + " \"tenant_id\": \"ODD0002\", \"tenant_hash\": \"" + ODD.hash() + "\", \"step_number\": 1,"
                + " \"event_type\": \"FORM_COMPLETED\", \"event_payload\": {\"form_id\": \"contact\"},"
                + " \"client_timestamp\": null, \"server_timestamp\": \"2025-12-27T08:15:02.481306Z\"}";
        environment.putLines(
                ODD,
                UtcTime.day(time),
                "a.json",
                good,
                good.replace("sess_good", "sess_bad1")
                        .replaceAll(
                                "\"(occurred_at|client_timestamp|server_timestamp)\":\"[^\"]*\"", "\"$1\":\"soon\""),
                good.replace("sess_good", "sess_bad2")
                        .replaceAll(
                                "\"(occurred_at|client_timestamp|server_timestamp)\":\"[^\"]*\"",
                                "\"$1\":\"2025-13-45T99:99:99.000Z\""),
                good.replace("sess_good", "sess_text")
                        .replaceAll("\"event_payload\":\\{[^}]*}", "\"event_payload\":\"{broken\"")
                        .replaceAll("\"fingerprint\":\"[a-z0-9]*\"", "\"fingerprint\":\"aaaaaaaaaaaa\""),
                good.replace(ODD.hash(), MANY.hash()),
                "{not json",
                "",
                old);
        environment.putLines(
                ODD,
                UtcTime.day(time),
                "b.json",
                good,
                old.replace("7f0c", "7f0d").replace("8:15:02.4", "8:15:02.9"));

        MetricAnswer summary = answer(ODD, MetricName.ANALYTICS_SUMMARY, "source", "athena");
        assertThat(JsonText.compact(summary.body()))
                .contains("\"total_sessions\":3,\"total_events\":3,")
                .contains("\"forms_completed\":3,");
        assertThat(summary.cost().orElseThrow().scannedBytes()).isPositive();
        assertThat(JsonText.compact(summary.tree()))
                .contains("\"source\":\"athena\"")
                .contains("\"scanned_bytes\":");
        for (MetricName metric : MetricName.values()) {
            assertThat(answer(ODD, metric, "source", "athena").source()).isEqualTo(MetricSource.ATHENA);
        }
        assertThat(ask(ODD, MetricName.FORMS_TOP_PERFORMERS, "source", "athena"))
                .contains("\"form_id\":\"contact\"")
                .contains("\"completions\":2")
                .contains("\"form_id\":\"unknown\"")
                .contains("\"avg_completion_time_seconds\":12");
        assertThat(ask(ODD, MetricName.CONVERSATIONS_SUMMARY, "source", "athena"))
                .contains("\"total_conversations\":3");
    }

    private static String line(Event event) {
        return JsonText.compact(StoredFormat.write(event, "test"));
    }

    @Test
    void aProducersClockMayBeAheadInOpenRanges() {
        Tenant tenant = tenant("AHEAD04");
        environment.know(List.of(tenant));
        List<Event> events = List.of(
                event(tenant, "sess_ahead", 1, NOW.plus(Duration.ofHours(20)), "CTA_CLICKED", "{}"),
                event(tenant, "sess_last", 1, Instant.parse("2025-12-28T23:59:59.999Z"), "CTA_CLICKED", "{}"));
        environment.writeLake(events);
        environment.writeTables(events);

        for (String source : List.of("dynamodb", "athena")) {
            for (String range : List.of("1d", "30d")) {
                assertThat(ask(tenant, MetricName.CONVERSATIONS_SUMMARY, "range", range, "source", source))
                        .contains("\"total_conversations\":2");
                assertThat(ask(tenant, MetricName.ANALYTICS_SUMMARY, "range", range, "source", source))
                        .contains("\"cta_clicks\":2");
            }
            assertThat(ask(
                            tenant,
                            MetricName.CONVERSATIONS_SUMMARY,
                            "start_date",
                            "2025-12-28",
                            "end_date",
                            "2025-12-28",
                            "source",
                            source))
                    .contains("\"range\":\"custom\",\"start_date\":\"2025-12-28\",\"end_date\":\"2025-12-28\"")
                    .contains("\"total_conversations\":1");
        }
    }

    @Test
    void onlyWhatIsFreshComesFromTheCache() {
        keep("2025-12-28T07:15:02.000000+00:00");
        assertThat(answer(KEPT, MetricName.FORMS_SUMMARY, "range", "7d")).satisfies(answer -> {
            assertThat(answer.source()).isEqualTo(MetricSource.CACHE);
            assertThat(JsonText.compact(answer.tree()))
                    .contains("\"metrics\":{\"form_views\":77,")
                    .contains("\"source\":\"cache\",\"updated_at\":\"2025-12-28T07:15:02.000Z\"");
        });

        for (String time : new String[] {"2025-12-28T07:15:01.999Z", "2025-12-28T10:15:02Z", "soon", ""}) {
            keep(time);
            assertThat(answer(KEPT, MetricName.FORMS_SUMMARY, "range", "7d").source())
                    .as(time)
                    .isEqualTo(MetricSource.ATHENA);
        }
        Failure failure = catchThrowableOfType(
                Failure.class, () -> ask(KEPT, MetricName.FORMS_SUMMARY, "range", "7d", "source", "cache"));
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    private static void keep(String updatedAt) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("pk", AttributeValue.fromS("TENANT#" + KEPT.id()));
        item.put("sk", AttributeValue.fromS("METRIC#forms_summary#7d"));
        item.put(
                "data",
                AttributeValue.fromM(Map.of(
                        "form_views", AttributeValue.fromN("77.0"), "forms_started", AttributeValue.fromN("0"))));
        item.put("ttl", AttributeValue.fromN(Long.toString(NOW.getEpochSecond() + 9_999)));
        if (!updatedAt.isEmpty()) {
            item.put("updated_at", AttributeValue.fromS(updatedAt));
        }
        environment
                .client()
                .putItem(put -> put.tableName(environment.settings().text(SettingKey.AGGREGATES_TABLE))
                        .item(item));
    }

    @Test
    void whatCannotBeReadIsAFailureAndNoZeros() {
        Tenant unseen = tenant("UNSEEN05");
        Failure failure =
                catchThrowableOfType(Failure.class, () -> ask(unseen, MetricName.FORMS_SUMMARY, "source", "athena"));
        assertThat(failure.code()).isEqualTo(FailureCode.QUERY_FAILED);

        MetricRequest request =
                MetricRequest.of(ODD, MetricName.CONVERSATIONS_SUMMARY, Map.of("source", "dynamodb"), NOW);
        var settings = environment
                .settings()
                .with(SettingKey.SESSION_SUMMARIES_TABLE, "no-such-table", io.picasso.analytics.setting.Origin.DEFAULT);
        Metrics without = new io.picasso.analytics.wiring.Wiring(
                        settings, java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC))
                .reporting()
                .metrics();
        assertThat(catchThrowableOfType(Failure.class, () -> without.answer(request))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_MISSING);
        // Where nobody insists on the tables, the lake answers.
        assertThat(without.answer(MetricRequest.of(ODD, MetricName.CONVERSATIONS_SUMMARY, Map.of(), NOW))
                        .source())
                .isEqualTo(MetricSource.ATHENA);
    }
}
