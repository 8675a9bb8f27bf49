package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.resource.IndexDeclaration;
import io.picasso.analytics.resource.KeyAttribute;
import io.picasso.analytics.resource.KeySchema;
import io.picasso.analytics.resource.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Writes declarations as DynamoDB's requests. */
final class TableRequests {
    private static final Projection PROJECTION =
            Projection.builder().projectionType(IndexDeclaration.PROJECTION).build();

    private TableRequests() {}

    static CreateTableRequest create(TableDeclaration table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(elements(table.keys()))
                .attributeDefinitions(
                        attributes(table.keys(), table.indexes().stream().map(IndexDeclaration::keys)));
        if (!table.indexes().isEmpty()) {
            // An empty list is refused; the field must be absent then.
            request.globalSecondaryIndexes(table.indexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(elements(index.keys()))
                            .projection(PROJECTION)
                            .build())
                    .toList());
        }
        return request.build();
    }

    static UpdateTableRequest addIndex(TableDeclaration table, IndexDeclaration index) {
        GlobalSecondaryIndexUpdate update = GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index.name())
                        .keySchema(elements(index.keys()))
                        .projection(PROJECTION))
                .build();
        return UpdateTableRequest.builder()
                .tableName(table.name())
                .attributeDefinitions(attributes(table.keys(), Stream.of(index.keys())))
                .globalSecondaryIndexUpdates(update)
                .build();
    }

    private static List<KeySchemaElement> elements(KeySchema keys) {
        List<KeySchemaElement> elements = new ArrayList<>();
        elements.add(element(keys.hash(), KeyType.HASH));
        keys.range().ifPresent(range -> elements.add(element(range, KeyType.RANGE)));
        return elements;
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType role) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(role)
                .build();
    }

    private static List<AttributeDefinition> attributes(KeySchema table, Stream<KeySchema> indexes) {
        return Stream.concat(Stream.of(table), indexes)
                .flatMap(KeySchema::attributes)
                .distinct()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.name())
                        .attributeType(attribute.type())
                        .build())
                .toList();
    }
}
