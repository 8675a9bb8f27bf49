package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backfill sends to the tables, and when, seen at their endpoint; and what it does when they refuse. */
class PacedBackfillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNITS_PER_EVENT = 2;

    /** So many calls are refused, one way after the other. */
    private static final int STORM = 12;

    /** Units that arrived at the endpoint, and when. */
    private record Arrival(long at, int units) {}

    @TempDir
    Path folder;

    private final Random random = new Random(Cases.firstSeed());

    @Test
    void noTenSecondsSeeMoreThanTenTimesTheRateAndTwoPercent() throws Exception {
        int rate = 150;
        List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
        try (Backfilled tables = Backfilled.in(folder);
                FaultyEndpoint endpoint = before(tables)) {
            endpoint.set(request -> {
                arrivals.add(new Arrival(System.nanoTime(), units(request)));
                return Optional.empty();
            });
            Path file = tables.file("history.ndjson", Conversations.of(100, random));

            RunReport report = tables.run(Backfilled.file(file, Limits.HELD_EVENTS)
                    .with(OptionalDouble.of(rate), Optional.empty(), OptionalDouble.empty()));

            assertThat(report.written().units())
                    .isEqualTo(arrivals.stream().mapToInt(Arrival::units).sum());
            assertThat(report.written().units()).isGreaterThan(10 * rate);
        }
        for (Arrival first : arrivals) {
            int window = arrivals.stream()
                    .filter(a -> a.at() >= first.at() && a.at() - first.at() < TimeUnit.SECONDS.toNanos(10))
                    .mapToInt(Arrival::units)
                    .sum();
            // Of what is sent in ten seconds nothing is too much (WriteRateTest); a busy machine lets it arrive
            // unevenly.
            assertThat(window).isLessThanOrEqualTo(10 * rate * 102 / 100);
        }
    }

    @Test
    void aStormOfThrottledCallsAndItemsThatComeBackLosesNothing() throws Exception {
        List<String> texts = Conversations.of(20, random);
        AtomicLong refused = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        try (Backfilled calm = Backfilled.in(folder);
                Backfilled stormy = Backfilled.in(folder);
                FaultyEndpoint endpoint = before(stormy)) {
            calm.run(Backfilled.file(calm.file("calm.ndjson", texts), Limits.HELD_EVENTS));
            endpoint.set(request -> {
                if (units(request) == 0 || calls.incrementAndGet() > STORM) {
                    return Optional.empty();
                }
                refused.incrementAndGet();
                return Optional.of(
                        switch (calls.get() % 3) {
                            case 0 -> Answer.dynamoDb("ProvisionedThroughputExceededException");
                            case 1 -> Answer.dynamoDb("ThrottlingException");
                            default -> nothingDone(request);
                        });
            });

            RunReport report = stormy.run(Backfilled.file(stormy.file("stormy.ndjson", texts), Limits.HELD_EVENTS));

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(report.written().events()).isEqualTo(texts.size());
            assertThat(report.throttled()).isEqualTo(refused.get()).isPositive();
            stormy.tables().assertSameAs(calm.tables());
        }
    }

    /** A batch that was taken, and of which nothing was done. */
    private static Answer nothingDone(FaultyEndpoint.Request request) throws IOException {
        JsonNode asked = JSON.readTree(request.text());
        ObjectNode answer = JSON.createObjectNode();
        if (request.operation().equals("BatchWriteItem")) {
            answer.set("UnprocessedItems", asked.get("RequestItems"));
        } else if (request.operation().equals("BatchExecuteStatement")) {
            ArrayNode responses = answer.putArray("Responses");
            asked.get("Statements")
                    .forEach(statement -> responses
                            .addObject()
                            .putObject("Error")
                            .put("Code", "ThrottlingError")
                            .put("Message", "a test"));
        } else {
            return Answer.dynamoDb("ThrottlingException");
        }
        return Answer.json(200, answer.toString());
    }

    /** Write units by what is sent: every row here is below a kilobyte. */
    private static int units(FaultyEndpoint.Request request) {
        return switch (request.operation()) {
            case "BatchWriteItem" -> UNITS_PER_EVENT * count(request.text(), "\"PutRequest\":");
            case "BatchExecuteStatement" -> count(request.text(), "\"INSERT INTO ");
            case "PutItem" -> UNITS_PER_EVENT;
            case "UpdateItem" -> 1;
            default -> 0;
        };
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    /** Stands before the tables from now on. */
    private static FaultyEndpoint before(Backfilled tables) throws IOException {
        FaultyEndpoint endpoint = new FaultyEndpoint(
                tables.environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow());
        tables.environment.set(SettingKey.DYNAMODB_ENDPOINT, endpoint.uri().toString());
        return endpoint;
    }
}
