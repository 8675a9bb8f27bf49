package io.picasso.analytics.operation.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.local.engine.EmbeddedStack;
import io.picasso.analytics.local.engine.StackPlan;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;

/**
 * Indexes added to tables that lack them. On engines of its own: DynamoDB Local has ten threads for its background
 * work and keeps one for every table with TTL, so among many such tables an index is never built.
 */
class AddedIndexTest {
    private final EmbeddedStack stack = EmbeddedStack.start(StackPlan.inMemory());
    private final TestEnvironment environment = TestEnvironment.on(stack.endpoints());
    private final Provision provision =
            new Wiring(environment.settings(), Clock.systemUTC()).provision(Duration.ofSeconds(60));
    private final DynamoDbClient dynamoDb = environment.dynamoDb();

    @AfterEach
    void close() {
        dynamoDb.close();
        stack.close();
    }

    @Test
    void aMissingIndexIsAddedAndItsItemsAreFound() {
        String name = environment.name(SettingKey.SESSION_EVENTS_TABLE);
        TestTables.create(dynamoDb, name, "pk", "sk");
        dynamoDb.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "pk", AttributeValue.fromS("SESSION#a"),
                        "sk", AttributeValue.fromS("STEP#001#x"),
                        "tenant_hash", AttributeValue.fromS("h"),
                        "timestamp", AttributeValue.fromS("2025-12-26T10:00:00.000Z"))));

        Difference difference = find(name);
        assertThat(difference.verdict()).isEqualTo(Verdict.ALTER);
        assertThat(difference.details())
                .extracting(Detail::attribute)
                .containsExactly("index tenant-date-index", "ttl");
        apply();

        assertThat(find(name).verdict()).isEqualTo(Verdict.SAME);
        assertThat(dynamoDb.query(query -> query.tableName(name)
                                .indexName("tenant-date-index")
                                .keyConditionExpression("tenant_hash = :h")
                                .expressionAttributeValues(Map.of(":h", AttributeValue.fromS("h"))))
                        .count())
                .isOne();
    }

    @Test
    void bothMissingIndexesOfOneTableAreAdded() {
        String name = environment.name(SettingKey.FORM_SUBMISSIONS_TABLE);
        TestTables.create(dynamoDb, name, "submission_id");

        apply();

        assertThat(dynamoDb.describeTable(describe -> describe.tableName(name))
                        .table()
                        .globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("tenant-timestamp-index", "tenant-pipeline-index");
        assertThat(find(name).verdict()).isEqualTo(Verdict.SAME);
    }

    private void apply() {
        provision.apply(provision.plan(Set.of(Part.TABLES)), line -> {});
    }

    private Difference find(String name) {
        return provision.plan(Set.of(Part.TABLES)).all().stream()
                .filter(difference -> difference.declaration().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
