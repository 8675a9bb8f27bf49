package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.json;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Form submissions and leads through the API, over the real table and its indexes. */
class FormRoutesTest {
    private DashboardEnvironment environment;

    @BeforeEach
    void open() {
        environment = DashboardEnvironment.create();
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.builder().s(text).build();
    }

    private static AttributeValue m(Map<String, AttributeValue> map) {
        return AttributeValue.builder().m(map).build();
    }

    private String table() {
        return environment.settings().text(SettingKey.FORM_SUBMISSIONS_TABLE);
    }

    private void put(Tenant tenant, String id, String form, Instant at, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("submission_id", s(id));
        item.put("tenant_id", s(tenant.id()));
        item.put("tenant_hash", s(tenant.hash()));
        item.put("session_id", s("sess_" + id));
        item.put("form_id", s(form));
        item.put("form_title", s("The form " + form));
        item.put("submitted_at", s(UtcTime.format(at)));
        item.put("timestamp", s(UtcTime.format(at)));
        item.put("pipeline_status", s("new"));
        item.put("tenant_pipeline_key", s(tenant.id() + "#new"));
        item.putAll(more);
        environment.tables().client().putItem(put -> put.tableName(table()).item(item));
    }

    private void contact(Tenant tenant, String id, String form, Instant at, String first, String last) {
        put(
                tenant,
                id,
                form,
                at,
                Map.of(
                        "contact",
                        m(Map.of(
                                "first_name", s(first),
                                "last_name", s(last),
                                "email", s(first.toLowerCase(java.util.Locale.ROOT) + "@example.org"),
                                "address", m(Map.of("street", s("Hidden Road 1"))))),
                        "comments",
                        s("Hello"),
                        "internal_notes",
                        s("hidden note"),
                        "form_data",
                        m(Map.of("why", s("because")))));
    }

    private Map<String, AttributeValue> item(String id) {
        return environment
                .tables()
                .client()
                .getItem(get -> get.tableName(table()).key(Map.of("submission_id", s(id))))
                .item();
    }

    private static List<String> ids(JsonObject body) {
        return ((JsonArray) body.get("submissions").orElseThrow())
                .elements().stream()
                        .map(row -> ((JsonObject) row).text("submission_id").orElseThrow())
                        .toList();
    }

    @Test
    void submissionsComeNewestFirstWithWhatTheirColumnsShow() {
        contact(OURS, "a_1", "apply", NOW.minusSeconds(300), "Ada", "L");
        contact(OURS, "b_2", "donate", NOW.minusSeconds(200), "Bob", "M");
        contact(OURS, "c_3", "apply", NOW.minus(Duration.ofDays(40)), "Old", "One");
        contact(THEIRS, "d_4", "apply", NOW.minusSeconds(100), "Eve", "X");

        JsonObject body = ok(environment.ask(OURS, "/forms/submissions"));
        assertThat(body).isEqualTo(json("""
                {"tenant_id":"DEM000001","range":"30d","submissions":[
                  {"submission_id":"b_2","session_id":"sess_b_2","form_id":"donate","form_label":"The form donate",
                   "submitted_at":"2025-12-28T11:56:40.000Z","submitted_date":"Dec 28","duration_seconds":null,
                   "fields_completed":1,
                   "fields":{"name":"Bob M","email":"bob@example.org","phone":"","comments":"Hello"}},
                  {"submission_id":"a_1","session_id":"sess_a_1","form_id":"apply","form_label":"The form apply",
                   "submitted_at":"2025-12-28T11:55:00.000Z","submitted_date":"Dec 28","duration_seconds":null,
                   "fields_completed":1,
                   "fields":{"name":"Ada L","email":"ada@example.org","phone":"","comments":"Hello"}}],
                 "pagination":{"total_count":2,"page":1,"limit":25,"total_pages":1,"has_next_page":false,
                               "has_previous_page":false},"source":"dynamodb"}"""));
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?form_id=apply"))))
                .containsExactly("a_1");
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?search=BOB%20M"))))
                .containsExactly("b_2");
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?range=90d"))))
                .hasSize(3);
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?search=eve&range=90d"))))
                .isEmpty();
    }

    @Test
    void everySubmissionIsCountedHoweverManyThereAre() {
        for (int i = 0; i < 230; i++) {
            put(OURS, "n_" + i, i % 100 == 0 ? "rare" : "apply", NOW.minusSeconds(i + 1), Map.of());
        }
        JsonObject last = ok(environment.ask(OURS, "/forms/submissions?limit=100&page=3"));
        assertThat(ids(last)).hasSize(30).endsWith("n_229");
        assertThat(text(environment.ask(OURS, "/forms/submissions?limit=100&page=3")))
                .contains("\"total_count\":230", "\"total_pages\":3", "\"has_next_page\":false");
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?form_id=rare"))))
                .containsExactly("n_0", "n_100", "n_200");
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions?page=9999999"))))
                .isEmpty();
        for (String wrong : List.of(
                "page=x", "limit=1e3", "form_id=a%20b", "form_id=%22", "range=500d", "search=" + "x".repeat(300))) {
            assertThat(environment
                            .ask(OURS, "/forms/submissions?" + wrong)
                            .reply()
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void answersWithoutAContactAreReadByTheirLabels() {
        put(
                OURS,
                "l_1",
                "apply",
                NOW.minusSeconds(9),
                Map.of(
                        "form_data_labeled",
                        m(Map.of(
                                "First Name", m(Map.of("type", s("text"), "value", s("Ada"))),
                                "Email", m(Map.of("type", s("email"), "value", s("ada@example.org"))),
                                "Days",
                                        m(Map.of(
                                                "type",
                                                s("list"),
                                                "value",
                                                AttributeValue.builder()
                                                        .l(s("Mo"), s("Tu"))
                                                        .build()))))));
        put(OURS, "l_2", "apply", NOW.minusSeconds(10), Map.of());
        String text = text(environment.ask(OURS, "/forms/submissions"));
        assertThat(text)
                .contains("\"name\":\"Ada\",\"email\":\"ada@example.org\"")
                .contains("\"name\":\"Anonymous\"");
        assertThat(text(environment.ask(OURS, "/leads/l_1"))).contains("\"Days\":\"Mo, Tu\"");
    }

    @Test
    void withoutTheFeatureNothingOfFormsIsAnswered() {
        contact(OURS, "a_1", "apply", NOW.minusSeconds(300), "Ada", "L");
        environment.configure(OURS, "{\"features\":{\"dashboard_forms\":false,\"dashboard_attribution\":true}}");
        environment.reset();
        assertThat(ok(environment.ask(OURS, "/features"))).isEqualTo(json("""
                {"tenant_id":"DEM000001","features":
                 {"dashboard_conversations":true,"dashboard_forms":false,"dashboard_attribution":true}}"""));
        for (String path : List.of("/forms/submissions", "/leads/queue", "/leads/a_1")) {
            Answered answered = environment.ask(OURS, path);
            assertThat(answered.reply().status()).as(path).isEqualTo(403);
            assertThat(answered.reply().body().text("feature")).contains("dashboard_forms");
        }
        assertThat(environment
                        .patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"archived\"}")
                        .reply()
                        .status())
                .isEqualTo(403);
        assertThat(environment.ask(THEIRS, "/leads/queue").reply().status()).isEqualTo(200);
    }

    @Test
    void aConfigurationThatCannotBeReadIsNotTakenForNone() {
        environment.configure(OURS, "{\"features\":");
        environment.reset();
        Answered answered = environment.ask(OURS, "/features");
        assertThat(answered.reply().status()).isEqualTo(503);
        assertThat(text(answered)).isEqualTo("{\"error\":\"Service unavailable\",\"request_id\":\"request-1\"}");
    }

    @Test
    void theQueueGoesFromTheOldestOnAndRoundAgain() {
        contact(OURS, "a_1", "apply", NOW.minusSeconds(300), "Ada", "L");
        contact(OURS, "b_2", "apply", NOW.minusSeconds(200), "Bob", "M");
        contact(THEIRS, "c_3", "apply", NOW.minusSeconds(250), "Eve", "X");
        assertThat(ok(environment.ask(OURS, "/leads/queue")))
                .isEqualTo(json(
                        "{\"next_lead_id\":\"a_1\",\"queue_count\":2,\"status\":\"new\",\"source\":\"dynamodb\"}"));
        assertThat(ok(environment.ask(OURS, "/leads/queue?current_id=a_1")).text("next_lead_id"))
                .contains("b_2");
        assertThat(ok(environment.ask(OURS, "/leads/queue?current_id=b_2")).text("next_lead_id"))
                .contains("a_1");
        assertThat(text(environment.ask(OURS, "/leads/queue?status=contacted"))).contains("\"next_lead_id\":null");
        assertThat(environment.ask(OURS, "/leads/queue?status=lost").reply().status())
                .isEqualTo(400);
        assertThat(ok(environment.ask(OURS, "/prod/leads/queue")).text("next_lead_id"))
                .contains("a_1");
    }

    @Test
    void aLeadMovesAndOnlyAnArchivedOneHasAnEnd() {
        contact(OURS, "a_1", "volunteer-apply", NOW.minusSeconds(300), "Ada", "L");
        environment.configure(OURS, "{\"organization_name\":\"Demo Org\"}");
        environment.reset();
        JsonObject before = ok(environment.ask(OURS, "/leads/a_1"));
        assertThat(before.text("tenant_name")).contains("Demo Org");
        assertThat((JsonObject) before.get("lead").orElseThrow()).satisfies(lead -> {
            assertThat(lead.text("submission_type")).contains("volunteer");
            assertThat(lead.text("internal_notes")).contains("hidden note");
            assertThat(lead.get("fields")).contains(json("{\"why\":\"because\"}"));
        });

        JsonObject moved = ok(environment.patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"contacted\"}"));
        assertThat(moved).isEqualTo(json("""
                {"submission_id":"a_1","pipeline_status":"contacted","updated_at":"2025-12-28T12:00:00.000Z"}"""));
        assertThat(item("a_1").get("tenant_pipeline_key").s()).isEqualTo("DEM000001#contacted");
        assertThat(item("a_1").get("processed_by").s()).isEqualTo("ada@example.org");
        assertThat(item("a_1").get("contacted_at").s()).isEqualTo("2025-12-28T12:00:00.000Z");
        assertThat(item("a_1")).doesNotContainKeys("ttl", "archived_at");

        ok(environment.patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"archived\"}"));
        assertThat(item("a_1").get("ttl").n())
                .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(365)).getEpochSecond()));
        assertThat(item("a_1")).containsKey("archived_at");

        ok(environment.patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"reviewing\"}"));
        assertThat(item("a_1")).doesNotContainKeys("ttl", "archived_at");
    }

    @Test
    void aLeadComesBackFromTheArchiveWithALineInItsNotes() {
        contact(OURS, "a_1", "apply", NOW.minusSeconds(300), "Ada", "L");
        assertThat(text(environment.patch(OURS, "/leads/a_1/reactivate", "")))
                .contains("\"pipeline_status\":\"new\",\"reactivated\":false");
        ok(environment.patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"archived\"}"));
        assertThat(ok(environment.patch(OURS, "/leads/a_1/reactivate", ""))).isEqualTo(json("""
                {"submission_id":"a_1","pipeline_status":"new","reactivated":true,
                 "reactivated_at":"2025-12-28T12:00:00.000Z","message":"Lead reactivated"}"""));
        assertThat(item("a_1")).doesNotContainKeys("ttl", "archived_at");
        assertThat(item("a_1").get("internal_notes").s())
                .isEqualTo("[2025-12-28T12:00:00.000Z] Reactivated\nhidden note");

        put(OURS, "b_2", "apply", NOW.minusSeconds(10), Map.of("pipeline_status", s("archived")));
        ok(environment.patch(OURS, "/leads/b_2/reactivate", ""));
        assertThat(item("b_2").get("internal_notes").s()).isEqualTo("[2025-12-28T12:00:00.000Z] Reactivated");
    }

    @Test
    void notesAreReplacedWholeAndKeepTheEnd() {
        contact(OURS, "a_1", "apply", NOW.minusSeconds(300), "Ada", "L");
        ok(environment.patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"archived\"}"));
        assertThat(ok(environment.patch(OURS, "/leads/a_1/notes", "{\"internal_notes\":\"Called\"}"))
                        .text("internal_notes"))
                .contains("Called");
        assertThat(item("a_1")).containsKey("ttl");
        for (String wrong : List.of(
                "", "[]", "{}", "{\"internal_notes\":1}", "{\"internal_notes\":\"" + "x".repeat(10_001) + "\"}")) {
            assertThat(environment
                            .patch(OURS, "/leads/a_1/notes", wrong)
                            .reply()
                            .status())
                    .isEqualTo(400);
        }
        for (String wrong : List.of("{\"pipeline_status\":\"gone\"}", "{\"pipeline_status\":null}", "nonsense")) {
            assertThat(environment
                            .patch(OURS, "/leads/a_1/status", wrong)
                            .reply()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void anotherTenantsLeadIsNotFoundAndStaysAsItIs() {
        contact(THEIRS, "t_1", "apply", NOW.minusSeconds(300), "Eve", "X");
        Map<String, AttributeValue> before = item("t_1");
        assertThat(environment.ask(OURS, "/leads/t_1").reply())
                .isEqualTo(environment.ask(OURS, "/leads/none").reply());
        for (Map.Entry<String, String> change : Map.of(
                        "status", "{\"pipeline_status\":\"archived\"}",
                        "notes", "{\"internal_notes\":\"x\"}",
                        "reactivate", "")
                .entrySet()) {
            for (String id : List.of("t_1", "none")) {
                assertThat(environment
                                .patch(OURS, "/leads/" + id + "/" + change.getKey(), change.getValue())
                                .reply()
                                .status())
                        .as(id + " " + change.getKey())
                        .isEqualTo(404);
            }
        }
        assertThat(item("t_1")).isEqualTo(before);
        assertThat(item("none")).isEmpty();
    }

    @Test
    void aLeadPastItsEndIsGoneThoughItsRowIsNot() {
        put(
                OURS,
                "a_1",
                "apply",
                NOW.minusSeconds(300),
                Map.of(
                        "ttl",
                        AttributeValue.builder()
                                .n(Long.toString(NOW.getEpochSecond()))
                                .build()));
        assertThat(environment.ask(OURS, "/leads/a_1").reply().status()).isEqualTo(404);
        assertThat(ids(ok(environment.ask(OURS, "/forms/submissions")))).isEmpty();
        assertThat(environment
                        .patch(OURS, "/leads/a_1/status", "{\"pipeline_status\":\"new\"}")
                        .reply()
                        .status())
                .isEqualTo(404);
        assertThat(item("a_1")).containsKey("ttl");
    }
}
