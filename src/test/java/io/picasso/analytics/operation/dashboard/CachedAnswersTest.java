package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.json;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDb;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.setting.SettingKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is cached is read beside the revoked tokens, and neither hides what became of the other. */
class CachedAnswersTest {
    private static final String TREND = "/conversations/trend?range=30d";

    private final DashboardEnvironment environment = DashboardEnvironment.create();
    private final DynamoDb dynamoDb = new DynamoDb(AwsConnection.local(
            environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()));
    private String token;

    @BeforeEach
    void keep() {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "true");
        token = environment.mint(OURS);
        dynamoDb.metricCache(name(SettingKey.AGGREGATES_TABLE), environment.clock())
                .put(key(OURS), json("{\"trend\":\"ours\"}"), NOW);
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void whatIsKeptIsAnsweredToItsTenantOnly() {
        assertThat(text(environment.askWith(token, TREND))).contains("\"source\":\"cache\"", "\"trend\":\"ours\"");
        assertThat(ok(environment.ask(THEIRS, TREND)).text("source")).contains("dynamodb");
    }

    @Test
    void aRevokedTokenIsToldSoAndNotWhatIsKept() {
        revoke();

        Answered answered = environment.askWith(token, TREND);

        assertThat(answered.reply().status()).isEqualTo(401);
        assertThat(text(answered)).contains("Token revoked").doesNotContain("ours");
        assertThat(answered.caller()).isEmpty();
    }

    @Test
    void withoutItsTableTheCacheIsPassedOverAndARevokedTokenIsNot() {
        delete(SettingKey.AGGREGATES_TABLE);
        assertThat(ok(environment.askWith(token, TREND)).text("source")).contains("dynamodb");

        revoke();
        assertThat(environment.askWith(token, TREND).reply().status()).isEqualTo(401);
    }

    @Test
    void whereNobodyKnowsWhichTokensWereRevokedNobodyIsAnswered() {
        delete(SettingKey.TOKEN_BLACKLIST_TABLE);

        Answered answered = environment.askWith(token, TREND);

        assertThat(answered.reply().status()).isEqualTo(503);
        assertThat(text(answered)).doesNotContain("ours");
        assertThat(answered.troubles()).isNotEmpty();
    }

    private void revoke() {
        assertThat(environment.dashboard().tokenDesk().revoke(token, false).outcome())
                .isEqualTo("revoked");
    }

    private void delete(SettingKey table) {
        environment.tables().client().deleteTable(delete -> delete.tableName(name(table)));
    }

    private String name(SettingKey table) {
        return environment.settings().text(table);
    }

    private static MetricCache.Key key(Tenant tenant) {
        return new MetricCache.Key(tenant.id(), MetricName.CONVERSATIONS_TREND, "30d");
    }
}
