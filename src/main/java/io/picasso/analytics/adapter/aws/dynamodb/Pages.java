package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The answer of a query page by page, each page read when it is asked for and each item turned into what it stands for;
 * items that stand for nothing are left out, so a page may be empty.
 */
final class Pages<T> implements Iterator<List<T>> {
    private final DynamoDbClient client;
    private final AwsService service;
    private final QueryRequest query;
    private final Function<Map<String, AttributeValue>, Optional<T>> reader;
    private Map<String, AttributeValue> from = Map.of();
    private boolean more = true;

    Pages(
            DynamoDbClient client,
            AwsService service,
            QueryRequest query,
            Function<Map<String, AttributeValue>, Optional<T>> reader) {
        this.client = client;
        this.service = service;
        this.query = query;
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
        QueryRequest page = from.isEmpty()
                ? query
                : query.toBuilder().exclusiveStartKey(from).build();
        QueryResponse response = service.call("read", "table " + query.tableName(), () -> client.query(page));
        more = response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty();
        from = more ? response.lastEvaluatedKey() : Map.of();
        return response.items().stream()
                .flatMap(item -> reader.apply(item).stream())
                .toList();
    }

    /** The items of pages, one by one. */
    static <T> Iterator<T> items(Iterator<List<T>> pages) {
        return new Iterator<>() {
            private Iterator<T> page = List.<T>of().iterator();

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && pages.hasNext()) {
                    page = pages.next().iterator();
                }
                return page.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }
}
