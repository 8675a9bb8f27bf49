package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.port.TokenBlacklist;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Revoked tokens in a DynamoDB table, by their hash. Safe for many threads. */
final class DynamoDbTokenBlacklist implements TokenBlacklist {
    /** Who revoked it first stays. */
    static final String NEW = "attribute_not_exists(token_hash)";

    private final DynamoDbClient client;
    private final AwsService service;
    private final String table;

    DynamoDbTokenBlacklist(DynamoDbClient client, AwsService service, String table) {
        this.client = client;
        this.service = service;
        this.table = table;
    }

    /** An entry past its end counts as long as it lies there: the token has expired anyway. */
    @Override
    public boolean isRevoked(String tokenHash) {
        return service.call(
                        "read",
                        "table " + table,
                        () -> client.getItem(
                                get -> get.tableName(table).key(key(tokenHash)).consistentRead(true)))
                .hasItem();
    }

    @Override
    public void revoke(String tokenHash, Instant revokedAt, Instant expiresAt) {
        service.call("write", "table " + table, () -> {
            try {
                return client.putItem(put -> put.tableName(table)
                        .item(Map.of(
                                "token_hash", Attributes.text(tokenHash),
                                "revoked_at", Attributes.text(UtcTime.format(revokedAt)),
                                // The token's last second is not over yet.
                                "ttl", Attributes.number(expiresAt.getEpochSecond() + 1)))
                        .conditionExpression(NEW));
            } catch (ConditionalCheckFailedException there) {
                return there;
            }
        });
    }

    private static Map<String, AttributeValue> key(String tokenHash) {
        return Map.of("token_hash", Attributes.text(tokenHash));
    }
}
