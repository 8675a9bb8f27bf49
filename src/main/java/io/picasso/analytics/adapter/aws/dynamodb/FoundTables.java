package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.resource.FoundIndex;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.FoundTtl;
import io.picasso.analytics.resource.KeyAttribute;
import io.picasso.analytics.resource.KeySchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Reads DynamoDB's descriptions into our own words. */
final class FoundTables {
    private FoundTables() {}

    static FoundTable read(TableDescription table, TimeToLiveDescription ttl) {
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        // Without a summary the table was made in the days before on-demand billing, or by an engine that bills
        // nothing.
        boolean onDemand = table.billingModeSummary() != null
                ? table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST
                : table.provisionedThroughput() == null
                        || table.provisionedThroughput().readCapacityUnits() == 0;
        return new FoundTable(
                table.tableName(),
                table.tableStatusAsString(),
                keys(table.keySchema(), types),
                table.globalSecondaryIndexes().stream()
                        .map(index -> index(index, types))
                        .toList(),
                ttl(ttl),
                onDemand,
                Boolean.TRUE.equals(table.deletionProtectionEnabled()),
                Optional.ofNullable(table.itemCount()).orElse(0L),
                Optional.ofNullable(table.tableSizeBytes()).orElse(0L));
    }

    private static FoundIndex index(GlobalSecondaryIndexDescription index, Map<String, String> types) {
        return new FoundIndex(
                index.indexName(),
                keys(index.keySchema(), types),
                index.projection().projectionTypeAsString(),
                index.indexStatusAsString());
    }

    private static KeySchema keys(List<KeySchemaElement> elements, Map<String, String> types) {
        KeyAttribute hash = attribute(elements, KeyType.HASH, types).orElseThrow();
        return new KeySchema(hash, attribute(elements, KeyType.RANGE, types));
    }

    private static Optional<KeyAttribute> attribute(
            List<KeySchemaElement> elements, KeyType role, Map<String, String> types) {
        return elements.stream()
                .filter(element -> element.keyType() == role)
                .map(element ->
                        new KeyAttribute(element.attributeName(), types.getOrDefault(element.attributeName(), "?")))
                .findFirst();
    }

    private static FoundTtl ttl(TimeToLiveDescription ttl) {
        return ttl == null
                ? FoundTtl.OFF
                : new FoundTtl(ttl.timeToLiveStatusAsString(), Optional.ofNullable(ttl.attributeName()));
    }
}
