package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.port.AuditLog;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Audit records in a DynamoDB table, one item each. Safe for many threads. */
final class DynamoDbAuditLog implements AuditLog {
    private final DynamoDbClient client;
    private final AwsService service;
    private final String table;

    DynamoDbAuditLog(DynamoDbClient client, AwsService service, String table) {
        this.client = client;
        this.service = service;
        this.table = table;
    }

    @Override
    public void add(Entry entry) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("audit_id", Attributes.text(entry.id()));
        item.put("timestamp", Attributes.text(UtcTime.format(entry.at())));
        item.put("action", Attributes.text(entry.action()));
        item.put("status", Attributes.number(entry.status()));
        entry.tenantId().ifPresent(id -> item.put("tenant_id", Attributes.text(id)));
        entry.email().ifPresent(email -> item.put("email", Attributes.text(email)));
        entry.subject().ifPresent(subject -> item.put("subject", Attributes.text(subject)));
        service.call(
                "write",
                "table " + table,
                () -> client.putItem(put -> put.tableName(table).item(item)));
    }
}
