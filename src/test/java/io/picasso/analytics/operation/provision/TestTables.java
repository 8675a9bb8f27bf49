package io.picasso.analytics.operation.provision;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables as somebody else might have made them. */
final class TestTables {
    private TestTables() {}

    /** A bare table with these text attributes as its key: one, or two. */
    static void create(DynamoDbClient client, String name, String... keys) {
        List<AttributeDefinition> attributes = Arrays.stream(keys)
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList();
        List<KeySchemaElement> elements = Arrays.stream(keys)
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(key.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
        client.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(elements));
    }
}
