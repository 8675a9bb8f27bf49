package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.MetricCacheContract;
import io.picasso.analytics.setting.SettingKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** On the real engine. Without TTL: the engine's clock is not the tests'. */
class DynamoDbMetricCacheTest extends MetricCacheContract {
    private final TestEnvironment environment = TestEnvironment.create();
    private final DynamoDbClient client = environment.dynamoDb();
    private final String table = environment.name(SettingKey.AGGREGATES_TABLE);

    @BeforeEach
    void createTable() {
        client.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        pk -> pk.attributeName("pk").attributeType(ScalarAttributeType.S),
                        sk -> sk.attributeName("sk").attributeType(ScalarAttributeType.S))
                .keySchema(
                        pk -> pk.attributeName("pk").keyType(KeyType.HASH),
                        sk -> sk.attributeName("sk").keyType(KeyType.RANGE)));
    }

    @AfterEach
    void close() {
        client.close();
        environment.close();
    }

    @Override
    protected MetricCache cache(Instant now) {
        return cache(now, table);
    }

    private MetricCache cache(Instant now, String name) {
        return new DynamoDb(AwsConnection.local(
                        environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()))
                .metricCache(name, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void itemsHaveTheFormTheyAlwaysHad() {
        cache(NOW)
                .put(
                        new MetricCache.Key("DEM000001", MetricName.TOP_QUESTIONS, "30d"),
                        Core.object("{\"questions\":[{\"percentage\":12.5}],\"total_questions\":8}"),
                        NOW);

        Map<String, AttributeValue> item =
                client.scan(scan -> scan.tableName(table)).items().get(0);

        assertThat(item.keySet()).containsExactlyInAnyOrder("pk", "sk", "data", "updated_at", "ttl");
        assertThat(item.get("pk").s()).isEqualTo("TENANT#DEM000001");
        assertThat(item.get("sk").s()).isEqualTo("METRIC#top_questions#30d");
        assertThat(item.get("updated_at").s()).isEqualTo("2025-12-28T09:00:00.123000+00:00");
        assertThat(item.get("ttl").n()).isEqualTo(Long.toString(NOW.getEpochSecond() + 86_400));
        assertThat(item.get("data").m().get("total_questions").n()).isEqualTo("8");
        assertThat(item.get("data")
                        .m()
                        .get("questions")
                        .l()
                        .get(0)
                        .m()
                        .get("percentage")
                        .n())
                .isEqualTo("12.5");
    }

    @Test
    void anItemThatDoesNotSayFromWhenItIsHasNoTime() {
        for (String time : new String[] {"", "yesterday"}) {
            Map<String, AttributeValue> item = new HashMap<>(Map.of(
                    "pk", AttributeValue.fromS("TENANT#DEM000001"),
                    "sk", AttributeValue.fromS("METRIC#forms_summary#7d"),
                    "data", AttributeValue.fromM(Map.of("form_views", AttributeValue.fromN("1")))));
            if (!time.isEmpty()) {
                item.put("updated_at", AttributeValue.fromS(time));
            }
            client.putItem(put -> put.tableName(table).item(item));

            assertThat(cache(NOW)
                            .find(new MetricCache.Key("DEM000001", MetricName.FORMS_SUMMARY, "7d"))
                            .orElseThrow()
                            .updatedAt())
                    .isEmpty();
        }
    }

    @Test
    void aTableThatIsNotThereIsAFailure() {
        Failure failure = catchThrowableOfType(
                Failure.class, () -> cache(NOW, "no-such-table").list("DEM000001"));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
    }
}
