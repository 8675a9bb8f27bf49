package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A tenant's rows between two instants page by page, asked for in pieces of about a page. One question for the whole
 * range would do; but the embedded engine orders all that is left of a range for each of its pages, which takes a
 * hundred times longer where there are many. Pieces grow fast until something is found, and slowly after that.
 */
final class TimePages<T> implements Iterator<List<T>> {
    private static final Duration FIRST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Longer than the calendar, so that an empty rest is one question. */
    private static final Duration LONGEST = Duration.ofDays(4_000_000);

    /** About half a page: of fewer, the next piece may be longer. */
    private static final int FEW = 1_500;

    private final Function<QueryRequest, QueryResponse> asked;
    private final QueryRequest query;
    private final String tenantHash;
    private final Instant end;
    private final Function<Map<String, AttributeValue>, Optional<T>> reader;
    private Instant from;
    private Duration piece = FIRST;
    private Map<String, AttributeValue> after = Map.of();
    private boolean found;

    /**
     * @param query table, index and condition, without bounds
     * @param end first instant after the range
     */
    TimePages(
            Function<QueryRequest, QueryResponse> asked,
            QueryRequest query,
            String tenantHash,
            Instant from,
            Instant end,
            Function<Map<String, AttributeValue>, Optional<T>> reader) {
        this.asked = asked;
        this.query = query;
        this.tenantHash = tenantHash;
        this.from = from.truncatedTo(ChronoUnit.SECONDS);
        this.end = end;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        return from.isBefore(end);
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        // No longer than what is left, which also keeps it within the calendar.
        Instant to = Duration.between(from, end).compareTo(piece) <= 0 ? end : from.plus(piece);
        QueryResponse response = asked.apply(between(to));
        found |= response.count() > 0;
        if (response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()) {
            after = response.lastEvaluatedKey();
            Instant reached = UtcTime.parse(Attributes.text(after, EventItem.TIMESTAMP))
                    .orElse(from)
                    .truncatedTo(ChronoUnit.SECONDS);
            piece = longer(SHORTEST, Duration.between(from, reached));
            from = reached.isAfter(from) ? reached : from;
        } else {
            after = Map.of();
            from = to;
            if (response.count() < FEW && piece.compareTo(LONGEST) < 0) {
                piece = piece.multipliedBy(found ? 2 : 8);
            }
        }
        return response.items().stream()
                .flatMap(item -> reader.apply(item).stream())
                .toList();
    }

    private QueryRequest between(Instant to) {
        QueryRequest.Builder piece = query.toBuilder()
                .expressionAttributeValues(Map.of(
                        ":tenant", Attributes.text(tenantHash),
                        ":from", Attributes.text(second(from)),
                        ":to", Attributes.text(second(to.minusMillis(1)) + "~")));
        return after.isEmpty() ? piece.build() : piece.exclusiveStartKey(after).build();
    }

    /**
     * The second. Rows of the system before this one have six fraction digits or none, so their text order is time order
     * only down to here; {@code ~} sorts after every fraction and after {@code Z}.
     */
    private static String second(Instant time) {
        return UtcTime.format(time).substring(0, "2025-12-28T09:15:02".length());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
