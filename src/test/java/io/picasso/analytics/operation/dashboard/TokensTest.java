package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.access.BadTokens;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who is let in, and who is not. */
class TokensTest {
    private static DashboardEnvironment environment;
    private static BadTokens corpus;

    @BeforeAll
    static void open() {
        environment = DashboardEnvironment.create();
        corpus = new BadTokens(environment.key(), OURS.id(), OURS.hash(), THEIRS.id(), THEIRS.hash(), NOW);
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private static Answered ask(String token) {
        return environment.askWith(token, "/features");
    }

    @Test
    void aGoodTokenIsBelieved() {
        assertThat(DashboardEnvironment.ok(ask(corpus.good())).text("tenant_id"))
                .contains(OURS.id());
        assertThat(ask(environment.mint(THEIRS)).reply().body().text("tenant_id"))
                .contains(THEIRS.id());
    }

    @Test
    void theTokenMayStandAloneOrAfterItsScheme() {
        for (String header : List.of(corpus.good(), "Bearer " + corpus.good(), "bearer " + corpus.good())) {
            Answered answered = environment.ask("GET", "/features", Map.of("authorization", List.of(header)), "");
            assertThat(answered.reply().status()).as(header).isEqualTo(200);
        }
    }

    @TestFactory
    List<DynamicTest> badTokensAreRefused() {
        Map<String, String> bad = corpus.all();
        assertThat(bad).hasSizeGreaterThanOrEqualTo(60);
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refused(entry.getValue())))
                .toList();
    }

    private static void refused(String token) {
        Answered answered = ask(token);
        assertThat(answered.reply().status())
                .as(DashboardEnvironment.text(answered))
                .isIn(400, 401);
        assertThat(answered.reply().body().members()).containsOnlyKeys("error");
        assertThat(answered.caller()).isEmpty();
        assertThat(answered.troubles()).isEmpty();
        if (token.length() > 10) {
            assertThat(DashboardEnvironment.text(answered)).doesNotContain(token.substring(0, 10));
        }
    }

    @Test
    void withoutATokenOrWithTwoNobodyIsLetIn() {
        assertThat(environment.ask("GET", "/features", Map.of(), "").reply().status())
                .isEqualTo(401);
        for (List<String> values : List.of(List.of(""), List.of("Bearer "), List.of(corpus.good(), corpus.good()))) {
            assertThat(environment
                            .ask("GET", "/features", Map.of("authorization", values), "")
                            .reply()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenWithoutAHashIsCheckedAgainstTheRegistry() {
        assertThat(DashboardEnvironment.ok(ask(corpus.goodWithoutHash())).text("tenant_id"))
                .contains(OURS.id());
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceAndOthersAreNot() {
        TokenDesk desk = environment.dashboard().tokenDesk();
        String token = desk.mint(OURS, Optional.of("one@example.org"), Duration.ofHours(1))
                .text();
        assertThat(ask(token).reply().status()).isEqualTo(200);

        assertThat(desk.revoke(token, true).outcome()).isEqualTo("would_revoke");
        assertThat(ask(token).reply().status()).isEqualTo(200);
        assertThat(desk.revoke(token, false).outcome()).isEqualTo("revoked");
        assertThat(ask(token).reply().status()).isEqualTo(401);
        assertThat(DashboardEnvironment.text(ask(token))).contains("Token revoked");
        assertThat(desk.revoke(token, false).outcome()).isEqualTo("already_revoked");
        assertThat(ask(environment.mint(OURS)).reply().status()).isEqualTo(200);

        Map<String, AttributeValue> item = environment
                .tables()
                .client()
                .scan(scan -> scan.tableName(environment.settings().text(SettingKey.TOKEN_BLACKLIST_TABLE)))
                .items()
                .get(0);
        assertThat(item.get("token_hash").s()).matches("[0-9a-f]{64}");
        assertThat(item.get("ttl").n())
                .isEqualTo(Long.toString(NOW.plus(Duration.ofHours(1)).getEpochSecond() + 1));
        assertThat(item.toString()).doesNotContain(token);
    }

    @Test
    void aRevokedTokenIsToldSoWhateverItAsksFor() {
        TokenDesk desk = environment.dashboard().tokenDesk();
        String token = desk.mint(OURS, Optional.empty(), Duration.ofHours(1)).text();
        desk.revoke(token, false);

        for (Route route : environment.api().routes()) {
            if (!route.open()) {
                String path = route.path().replaceAll("\\{[a-z_]+}", "none");
                Answered answered =
                        environment.ask(route.method(), path, Map.of("authorization", List.of("Bearer " + token)), "");
                assertThat(answered.reply().status()).as(route.name()).isEqualTo(401);
                assertThat(DashboardEnvironment.text(answered)).contains("Token revoked");
                assertThat(answered.caller()).isEmpty();
                assertThat(answered.troubles()).isEmpty();
            }
        }
    }

    @Test
    void whatWasNotSignedHereCannotBeRevoked() {
        TokenDesk desk = environment.dashboard().tokenDesk();
        assertThatThrownBy(() -> desk.revoke("a.b.c", false))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void aTokenHoldsForAtMostThirtyDays() {
        TokenDesk desk = environment.dashboard().tokenDesk();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(31))) {
            assertThatThrownBy(() -> desk.mint(OURS, Optional.empty(), wrong)).isInstanceOf(Failure.class);
        }
    }

    @Test
    void whereTheBlacklistIsNotThereNobodyIsBelieved() {
        try (DashboardEnvironment without = DashboardEnvironment.withoutTables()) {
            Answered answered = without.ask(OURS, "/features");
            assertThat(answered.reply().status()).isEqualTo(503);
            assertThat(DashboardEnvironment.text(answered))
                    .contains("request-1")
                    .doesNotContain("picasso");
            assertThat(answered.troubles())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING));
        }
    }

    @Test
    void everyRequestIsAuditedWhereThatIsSwitchedOn() {
        try (DashboardEnvironment audited = DashboardEnvironment.create()) {
            audited.ask(OURS, "/features");
            String table = audited.settings().text(SettingKey.AUDIT_TABLE);
            assertThat(audited.tables()
                            .client()
                            .scan(scan -> scan.tableName(table))
                            .count())
                    .isZero();

            audited.set(SettingKey.API_AUDIT, "true");
            audited.ask(OURS, "/sessions/sess_a?secret=x");
            Map<String, AttributeValue> item = audited.tables()
                    .client()
                    .scan(scan -> scan.tableName(table))
                    .items()
                    .get(0);
            assertThat(item.get("audit_id").s()).isEqualTo("request-1");
            assertThat(item.get("timestamp").s()).isEqualTo("2025-12-28T12:00:00.000Z");
            assertThat(item.get("tenant_id").s()).isEqualTo(OURS.id());
            assertThat(item.get("email").s()).isEqualTo("ada@example.org");
            assertThat(item.get("action").s()).isEqualTo("GET /sessions/{session_id}");
            assertThat(item.get("subject").s()).isEqualTo("sess_a");
            assertThat(item.get("status").n()).isEqualTo("404");
            assertThat(item.toString()).doesNotContain("secret");

            audited.tables().client().deleteTable(delete -> delete.tableName(table));
            Answered unrecorded = audited.ask(OURS, "/features");
            assertThat(unrecorded.reply().status()).isEqualTo(200);
            assertThat(unrecorded.troubles()).hasSize(1);
        }
    }
}
