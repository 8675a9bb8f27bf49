package io.picasso.analytics.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalEngines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues and addresses call functions. */
class LocalTriggerTest {
    private static final String PROBE = "triggered";

    @TempDir
    static Path folder;

    private static LocalLambda lambda;
    private static SqsClient sqs;
    private static int queues;

    @BeforeAll
    static void start() throws IOException {
        lambda = new LocalLambda(folder, Timing.USUAL);
        lambda.probe(PROBE, Map.of(), 1);
        sqs = SqsClients.create(AwsConnection.local(LocalEngines.endpoints().sqs()));
    }

    @AfterAll
    static void stop() {
        lambda.close();
        sqs.close();
    }

    /** A queue with visibility 1 s whose messages go to another one after three deliveries. */
    private record Queue(String name, String url, String deadUrl) {
        static Queue create() {
            String name = "triggers-" + ++queues;
            String dead = sqs.createQueue(b -> b.queueName(name + "-dead")).queueUrl();
            String redrive = "{\"deadLetterTargetArn\":\"" + arn(name + "-dead") + "\",\"maxReceiveCount\":\"3\"}";
            String url = sqs.createQueue(b -> b.queueName(name)
                            .attributes(Map.of(
                                    QueueAttributeName.VISIBILITY_TIMEOUT,
                                    "1",
                                    QueueAttributeName.REDRIVE_POLICY,
                                    redrive)))
                    .queueUrl();
            return new Queue(name, url, dead);
        }

        static String arn(String name) {
            return "arn:aws:sqs:us-east-1:" + Endpoints.ACCOUNT + ":" + name;
        }

        String arn() {
            return arn(name);
        }

        void send(String... bodies) {
            for (String body : bodies) {
                sqs.sendMessage(b -> b.queueUrl(url).messageBody(body));
            }
        }

        /** What is there, waiting or being worked on. */
        int depth() {
            return sqs
                    .getQueueAttributes(b -> b.queueUrl(url)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes()
                    .values()
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .sum();
        }

        List<String> dead(int count) {
            List<String> bodies = new ArrayList<>();
            LocalLambda.until(count + " dead letters", () -> {
                sqs.receiveMessage(b -> b.queueUrl(deadUrl).maxNumberOfMessages(10)).messages().stream()
                        .map(Message::body)
                        .forEach(bodies::add);
                return bodies.size() >= count;
            });
            return bodies;
        }
    }

    private static String mapping(Queue queue, int batch, int window, boolean reports) {
        String id = lambda.client
                .createEventSourceMapping(b -> b.functionName(PROBE)
                        .eventSourceArn(queue.arn())
                        .batchSize(batch)
                        .maximumBatchingWindowInSeconds(window)
                        .functionResponseTypes(
                                reports ? List.of(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES) : List.of()))
                .uuid();
        state(id, "Enabled");
        return id;
    }

    private static void state(String id, String state) {
        LocalLambda.until(
                state,
                () -> lambda.client
                        .getEventSourceMapping(b -> b.uuid(id))
                        .state()
                        .equals(state));
    }

    @Test
    void exactlyTheFailedMessagesComeAgainAndAreSetAsideAfterThreeTimes() {
        Queue queue = Queue.create();
        queue.send("one", "fail first", "two", "fail second", "three");

        String id = mapping(queue, 10, 0, true);

        assertThat(queue.dead(2)).containsExactlyInAnyOrder("fail first", "fail second");
        assertThat(queue.depth()).isZero();
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
    }

    @Test
    void anAnswerThatNamesAStrangerFailsTheWholeBatch() {
        Queue queue = Queue.create();
        queue.send("nonsense", "innocent");

        String id = mapping(queue, 10, 1, true);

        assertThat(queue.dead(2)).containsExactlyInAnyOrder("nonsense", "innocent");
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
    }

    @Test
    void withoutTheReportOnlyAnErrorBringsMessagesBack() {
        Queue queue = Queue.create();
        queue.send("fail, and nobody asks");

        String id = mapping(queue, 10, 0, false);

        LocalLambda.until("the queue is empty", () -> queue.depth() == 0);
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
    }

    @Test
    void switchedOffNothingIsTakenUntilItIsSwitchedOnAgain() throws InterruptedException {
        Queue queue = Queue.create();
        String id = mapping(queue, 10, 0, true);
        lambda.client.updateEventSourceMapping(b -> b.uuid(id).enabled(false));
        assertThat(catchThrowableOfType(
                        LambdaException.class,
                        () -> lambda.client.updateEventSourceMapping(
                                b -> b.uuid(id).batchSize(2))))
                .as("while it is under way, if it still is")
                .satisfiesAnyOf(
                        refused -> assertThat(refused).isInstanceOf(ResourceConflictException.class),
                        quick -> assertThat(quick).isNull());
        state(id, "Disabled");
        queue.send("waits");
        Thread.sleep(1_500);
        assertThat(queue.depth()).isOne();

        lambda.client.updateEventSourceMapping(b -> b.uuid(id).enabled(true).batchSize(5));
        state(id, "Enabled");

        LocalLambda.until("the queue is empty", () -> queue.depth() == 0);
        assertThat(lambda.client.getEventSourceMapping(b -> b.uuid(id)).batchSize())
                .isEqualTo(5);
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
        assertThat(lambda.client
                        .listEventSourceMappings(b -> b.eventSourceArn(queue.arn()))
                        .eventSourceMappings())
                .isEmpty();
    }

    @Test
    void aWindowGathersMoreThanOneReceiveGives() {
        Queue queue = Queue.create();
        for (int i = 0; i < 15; i++) {
            queue.send("message " + i);
        }
        lambda.probe("gathering", Map.of(), 1);
        long before = lambda.log("triggered")
                .lines()
                .filter(line -> line.contains("START"))
                .count();

        String id = mapping(queue, 100, 1, true);

        LocalLambda.until("the queue is empty", () -> queue.depth() == 0);
        assertThat(lambda.log("triggered")
                                .lines()
                                .filter(line -> line.contains("START"))
                                .count()
                        - before)
                .isLessThanOrEqualTo(3);
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
    }

    @Test
    void whatLambdaDoesNotTakeIsRefused() {
        Queue queue = Queue.create();
        String id = mapping(queue, 10, 0, true);

        assertThat(refusal(() -> mapping(queue, 10, 0, true)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining(id);
        lambda.client.deleteEventSourceMapping(b -> b.uuid(id));
        assertThat(refusal(() -> mapping(queue, 11, 0, true)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("batch window");
        assertThat(refusal(() -> mapping(new Queue("nobody-has-it", "", ""), 1, 0, true)))
                .hasMessageContaining("NonExistentQueue");
        assertThat(refusal(() -> lambda.client.createEventSourceMapping(
                        b -> b.functionName("nobody").eventSourceArn(queue.arn()))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(refusal(() -> lambda.client.createEventSourceMapping(
                        b -> b.functionName(PROBE).eventSourceArn("arn:aws:dynamodb:us-east-1:1:table/t/stream/1"))))
                .hasMessageContaining("no queue of SQS");
        lambda.probe("slow", Map.of(), 30);
        assertThat(refusal(() -> lambda.client.createEventSourceMapping(
                        b -> b.functionName("slow").eventSourceArn(queue.arn()))))
                .hasMessageContaining("less than Function timeout: 30 seconds");
    }

    private static LambdaException refusal(ThrowingCallable call) {
        return catchThrowableOfType(LambdaException.class, call);
    }

    @Test
    void allThatSqsSaysOfAMessageIsInTheEvent() {
        Queue queue = Queue.create();
        sqs.sendMessage(b -> b.queueUrl(queue.url())
                .messageBody("é <&>")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("test")
                                .build())));
        var feed = new io.picasso.analytics.adapter.aws.sqs.Sqs(
                        AwsConnection.local(LocalEngines.endpoints().sqs()))
                .queueFeed(queue.name());

        JsonObject event = LocalLambda.object(SqsEvent.of(feed.receive(10, Duration.ofSeconds(1)), queue.arn()));

        JsonObject record = Fields.objects(event, "Records").get(0);
        assertThat(record.text("body")).contains("é <&>");
        assertThat(record.text("eventSource")).contains("aws:sqs");
        assertThat(record.text("eventSourceARN")).contains(queue.arn());
        assertThat(record.text("md5OfBody"))
                .hasValueSatisfying(md5 -> assertThat(md5).hasSize(32));
        assertThat(Fields.texts(Fields.object(record, "attributes")))
                .containsKeys("SentTimestamp", "ApproximateFirstReceiveTimestamp")
                .containsEntry("ApproximateReceiveCount", "1");
        assertThat(Fields.object(Fields.object(record, "messageAttributes"), "kind")
                        .text("stringValue"))
                .contains("test");
    }

    @Test
    void aRequestToTheAddressIsACallAndItsAnswerTheResponse() throws Exception {
        URI address = URI.create(lambda.client
                .createFunctionUrlConfig(b -> b.functionName(PROBE).authType(FunctionUrlAuthType.AWS_IAM))
                .functionUrl());
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/a%20b/c?x=1&y=%C3%A9&x=2"))
                .header("Cookie", "one=1; two=2")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, (byte) 0xff}));
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .as("unsigned")
                .isEqualTo(403);

        request.header("Authorization", "AWS4-HMAC-SHA256 Credential=local/20251226/us-east-1/lambda/aws4_request");
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("X-Probe")).contains("yes");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1");
        JsonObject event = LocalLambda.object(response.body());
        assertThat(event.text("version")).contains("2.0");
        assertThat(event.text("rawPath")).contains("/a%20b/c");
        assertThat(Fields.texts(Fields.object(event, "queryStringParameters"))).isEqualTo(Map.of("x", "1,2", "y", "é"));
        assertThat(Fields.flag(event, "isBase64Encoded")).contains(true);
        assertThat(Base64.getDecoder().decode(event.text("body").orElseThrow())).containsExactly(0, 0xff);
        assertThat(Fields.elements(event, "cookies")).hasSize(2);
        JsonObject text = LocalLambda.object(http.send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "AWS4-HMAC-SHA256 x")
                                .header("Content-Type", "application/json; charset=utf-8")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"é\":1}", StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body());
        assertThat(text.text("body")).contains("{\"é\":1}");
        assertThat(Fields.object(Fields.object(text, "requestContext"), "http").text("method"))
                .contains("PUT");
        assertThat(refusal(() -> lambda.client.createFunctionUrlConfig(
                        b -> b.functionName(PROBE).authType(FunctionUrlAuthType.NONE))))
                .isInstanceOf(ResourceConflictException.class);
        lambda.client.deleteFunctionUrlConfig(b -> b.functionName(PROBE));
        assertThat(refusal(() -> lambda.client.getFunctionUrlConfig(b -> b.functionName(PROBE))))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
