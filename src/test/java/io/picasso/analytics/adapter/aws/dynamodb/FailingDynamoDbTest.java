package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.port.SessionStore.Unwritten;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The session tables when DynamoDB throttles, leaves things undone, or is not there. */
class FailingDynamoDbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant CLIENT = Instant.parse("2085-12-28T09:15:02.481Z");

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final FaultyEndpoint proxy = proxy(environment);
    private final SessionStore store;
    private final SessionId session = new SessionId("failing");

    FailingDynamoDbTest() {
        environment.set(SettingKey.DYNAMODB_ENDPOINT, proxy.uri().toString());
        store = environment.wiring().sessionStore();
    }

    @AfterEach
    void close() {
        proxy.close();
        environment.close();
    }

    @Test
    void whatABatchLeavesUndoneIsPutAgainUntilItIsDone() {
        AtomicInteger calls = new AtomicInteger();
        proxy.set(request -> request.operation().equals("BatchWriteItem") && calls.incrementAndGet() <= 3
                ? Optional.of(keepTheLast(7, request.text()))
                : Optional.empty());
        List<Event> events = events(30);

        assertThat(store.putEvents(events)).isEqualTo(Unwritten.NOTHING);

        assertThat(environment.events()).hasSize(30);
        assertThat(calls.get()).isGreaterThan(3);
    }

    @Test
    void whatABatchNeverDoesIsReportedAndOnlyThat() {
        // The engine refuses everything on step 3 and 28 for ever, as a partition that is too hot.
        proxy.set(request -> request.operation().equals("BatchWriteItem")
                ? Optional.of(refuse(request.text(), "STEP#003", "STEP#028"))
                : Optional.empty());
        List<Event> events = events(30);

        Unwritten unwritten = store.putEvents(events);

        assertThat(unwritten.missing()).containsExactlyInAnyOrder(events.get(3), events.get(28));
        assertThat(unwritten.why()).map(Failure::code).contains(FailureCode.THROTTLED);
        assertThat(environment.events()).hasSize(28);
    }

    @Test
    void aThrottledBatchIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        proxy.set(request -> calls.incrementAndGet() <= 2
                ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                : Optional.empty());

        assertThat(store.putEvents(events(3))).isEqualTo(Unwritten.NOTHING);
        assertThat(environment.events()).hasSize(3);
    }

    @Test
    void afterARefusalTheRestIsNotEvenTried() {
        proxy.set(request -> Optional.of(Answer.dynamoDb("AccessDeniedException")));
        List<Event> events = events(80);

        Unwritten unwritten = store.putEvents(events);

        assertThat(unwritten.missing()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(unwritten.why()).map(Failure::code).contains(FailureCode.DENIED);
        assertThat(proxy.requests()).hasSize(1);
    }

    @Test
    void statementsThatAreThrottledAreSentAgainAndOnlyThey() {
        Map<SessionId, Instant> proposed = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            proposed.put(new SessionId(session + "-" + i), CLIENT.plusSeconds(i));
        }
        AtomicInteger statements = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        proxy.set(request -> {
            statements.addAndGet(request.text().split("INSERT INTO", -1).length - 1);
            return calls.incrementAndGet() <= 3
                    ? Optional.of(errors(
                            request.text(), calls.get() == 1 ? "ThrottlingError" : "ProvisionedThroughputExceeded"))
                    : Optional.empty();
        });

        Map<SessionId, SessionStore.Anchor> anchors = store.anchors(Core.TENANT, proposed);

        assertThat(anchors).containsOnlyKeys(proposed.keySet());
        assertThat(environment.summaries()).hasSize(5);
        // Each time the first one is done: 5, 4, 3, and 2 at once.
        assertThat(statements).hasValue(5 + 4 + 3 + 2);
    }

    @Test
    void aStatementThatIsRefusedSaysWhy() {
        Map.of(
                        "AccessDenied", FailureCode.DENIED,
                        "ResourceNotFound", FailureCode.RESOURCE_MISSING,
                        "ValidationError", FailureCode.FAULT)
                .forEach((error, code) -> {
                    proxy.set(request -> Optional.of(errors(request.text(), error)));
                    Map<SessionId, Instant> proposed = Map.of(
                            new SessionId(session + error), CLIENT, new SessionId(session + error + "2"), CLIENT);
                    Failure failure = catchThrowableOfType(Failure.class, () -> store.anchors(Core.TENANT, proposed));
                    assertThat(failure.code()).isEqualTo(code);
                });
    }

    /** Does the first statement and refuses the others. */
    private Answer errors(String request, String code) throws IOException {
        JsonNode statements = JSON.readTree(request).get("Statements");
        ArrayNode responses = JSON.createArrayNode();
        for (int i = 0; i < statements.size(); i++) {
            if (i == 0) {
                String statement = statements.get(i).get("Statement").asText();
                List<AttributeValue> parameters = new ArrayList<>();
                statements
                        .get(i)
                        .get("Parameters")
                        .forEach(value -> parameters.add(
                                value.has("N")
                                        ? Attributes.number(value.get("N").asLong())
                                        : Attributes.text(value.get("S").asText())));
                environment
                        .dynamoDb()
                        .executeStatement(b -> b.statement(statement).parameters(parameters));
                responses.addObject();
            } else {
                responses.addObject().putObject("Error").put("Code", code).put("Message", "too much");
            }
        }
        return Answer.json(
                200, JSON.createObjectNode().set("Responses", responses).toString());
    }

    @Test
    void everyCallSaysWhyItFailed() {
        proxy.set(request -> Optional.of(Answer.dynamoDb("ResourceNotFoundException")));
        everyCallFails(FailureCode.RESOURCE_MISSING);
        proxy.set(request -> Optional.of(Answer.dynamoDb("AccessDeniedException")));
        everyCallFails(FailureCode.DENIED);
        proxy.close();
        everyCallFails(FailureCode.SERVICE_UNAVAILABLE);
    }

    private void everyCallFails(FailureCode code) {
        SummaryKey key = new SummaryKey(Core.TENANT.hash(), CLIENT, session);
        SummaryRange range = new SummaryRange(Core.TENANT.hash(), CLIENT, CLIENT.plusSeconds(1), Optional.empty());
        List<ThrowingCallable> calls = List.of(
                () -> store.events(Core.TENANT.hash(), session),
                () -> store.tenantsOf(session),
                () -> store.anchor(Core.TENANT, session, CLIENT),
                () -> store.anchors(Core.TENANT, Map.of(session, CLIENT)),
                () -> store.findAnchor(Core.TENANT.hash(), session),
                () -> store.summary(key),
                () -> store.summaries(range, 10));
        for (ThrowingCallable call : calls) {
            assertThat(catchThrowableOfType(Failure.class, call).code()).isEqualTo(code);
        }
        Unwritten unwritten = store.putEvents(events(1));
        assertThat(unwritten.missing()).hasSize(1);
        assertThat(unwritten.why()).map(Failure::code).contains(code);
        Unwritten skewed = store.putEvents(List.of(event(1, CLIENT.plusSeconds(30 * 86_400))));
        assertThat(skewed.missing()).hasSize(1);
        assertThat(skewed.why()).map(Failure::code).contains(code);
    }

    /** Does all but the last so many, and gives those back. */
    private Answer keepTheLast(int count, String request) throws IOException {
        ArrayNode requests = requests(request);
        List<JsonNode> back = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (i < requests.size() - count) {
                doIt(requests.get(i));
            } else {
                back.add(requests.get(i));
            }
        }
        return unprocessed(back);
    }

    private Answer refuse(String request, String... steps) throws IOException {
        List<JsonNode> back = new ArrayList<>();
        for (JsonNode one : requests(request)) {
            String step = one.at("/PutRequest/Item/sk/S").asText();
            if (List.of(steps).stream().anyMatch(step::startsWith)) {
                back.add(one);
            } else {
                doIt(one);
            }
        }
        return unprocessed(back);
    }

    private void doIt(JsonNode request) {
        var item = request.at("/PutRequest/Item").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> attribute.getValue().has("N")
                                ? Attributes.number(
                                        attribute.getValue().get("N").asLong())
                                : Attributes.text(attribute.getValue().get("S").asText())));
        environment
                .dynamoDb()
                .putItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .item(item));
    }

    private Answer unprocessed(List<JsonNode> back) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode tables = answer.putObject("UnprocessedItems");
        if (!back.isEmpty()) {
            tables.putArray(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                    .addAll(back);
        }
        return Answer.json(200, answer.toString());
    }

    private ArrayNode requests(String request) throws IOException {
        return (ArrayNode) JSON.readTree(request)
                .get("RequestItems")
                .get(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE));
    }

    private List<Event> events(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i, CLIENT));
        }
        return events;
    }

    private Event event(int step, Instant received) {
        return Core.event(
                "{\"session_id\":\"" + session + "\",\"tenant_id\":\"de0123456789ab\",\"step_number\":" + step
                        + ",\"timestamp\":\"2085-12-28T09:15:02.481Z\",\"event\":{\"type\":\"MESSAGE_SENT\"}}",
                received);
    }

    private static FaultyEndpoint proxy(IngestEnvironment environment) {
        try {
            return new FaultyEndpoint(
                    environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
