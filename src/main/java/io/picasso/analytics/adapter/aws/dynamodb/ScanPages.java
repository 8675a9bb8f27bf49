package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** A whole table page by page, each page read when it is asked for and each item turned into what it stands for. */
final class ScanPages<T> implements Iterator<List<T>> {
    private final DynamoDbClient client;
    private final AwsService service;
    private final ScanRequest scan;
    private final Function<Map<String, AttributeValue>, T> reader;
    private Map<String, AttributeValue> from = Map.of();
    private boolean more = true;

    ScanPages(
            DynamoDbClient client,
            AwsService service,
            ScanRequest scan,
            Function<Map<String, AttributeValue>, T> reader) {
        this.client = client;
        this.service = service;
        this.scan = scan;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public List<T> next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        ScanRequest page =
                from.isEmpty() ? scan : scan.toBuilder().exclusiveStartKey(from).build();
        ScanResponse response = service.call("read", "table " + scan.tableName(), () -> client.scan(page));
        more = response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty();
        from = more ? response.lastEvaluatedKey() : Map.of();
        return response.items().stream().map(reader).toList();
    }
}
