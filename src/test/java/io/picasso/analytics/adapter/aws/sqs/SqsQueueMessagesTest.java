package io.picasso.analytics.adapter.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.port.QueueMessages.Outcome;
import io.picasso.analytics.port.QueueMessagesContract;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The contract of a queue's messages, on SQS; and what is known of them when a call fails. */
class SqsQueueMessagesTest extends QueueMessagesContract {
    private static final Duration HOLD = Duration.ofSeconds(60);

    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(), EnumSet.of(Part.QUEUE));
    private final QueueMessages queue = messages(endpoint(), SettingKey.QUEUE);
    private final QueueMessages other = messages(endpoint(), SettingKey.DEAD_LETTER_QUEUE);

    @AfterEach
    void close() {
        environment.close();
    }

    @Override
    protected QueueMessages queue() {
        return queue;
    }

    @Override
    protected QueueMessages other() {
        return other;
    }

    @Override
    protected void fill(List<String> bodies) {
        environment.wiring().queue().send(bodies);
    }

    private URI endpoint() {
        return environment.settings().url(SettingKey.SQS_ENDPOINT).orElseThrow();
    }

    private QueueMessages messages(URI endpoint, SettingKey name) {
        return new Sqs(AwsConnection.local(endpoint))
                .queueMessages(environment.settings().text(name));
    }

    @Test
    void aQueueThatIsNotThereIsSaidToBeMissingAndSurelyTookNothing() {
        QueueMessages nowhere = new Sqs(AwsConnection.local(endpoint())).queueMessages("picasso-nowhere");

        assertThat(catchThrowableOfType(Failure.class, () -> nowhere.take(1, Duration.ZERO, HOLD))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_MISSING);
        Outcome outcome = nowhere.send(List.of(message(1), message(2)));
        assertThat(outcome.refused()).containsExactlyInAnyOrder("id-1", "id-2");
        assertThat(outcome.unknown()).isEmpty();
        assertThat(outcome.failure().orElseThrow().code()).isEqualTo(FailureCode.RESOURCE_MISSING);
    }

    @Test
    void aMessageThatIsRefusedIsToldFromThoseThatWereTaken() throws Exception {
        try (FaultyEndpoint proxy = new FaultyEndpoint(endpoint())) {
            proxy.set(request -> request.operation().equals("SendMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(
                            200,
                            "{\"Successful\":[{\"Id\":\"id-2\",\"MessageId\":\"new-2\",\"MD5OfMessageBody\":\"841a2d689ad86bd1611447453c22c6fc\","
                                    + "\"MD5OfMessageAttributes\":\"a88a0a63c0558b81944edb753c8967b5\"}],"
                                    + "\"Failed\":[{\"Id\":\"id-1\",\"Code\":\"InternalError\","
                                    + "\"Message\":\"a test\",\"SenderFault\":false}]}"))
                    : Optional.empty());

            Outcome outcome = messages(proxy.uri(), SettingKey.QUEUE).send(List.of(message(1), message(2)));

            assertThat(outcome.done()).containsExactly(Map.entry("id-2", "new-2"));
            assertThat(outcome.refused()).containsExactly("id-1");
            assertThat(outcome.unknown()).isEmpty();
            assertThat(outcome.failure().orElseThrow().why()).contains("InternalError: a test");
        }
    }

    @Test
    void withoutAnAnswerItIsNotKnownWhetherAMessageWasTakenAndNoOtherIsSent() throws Exception {
        try (FaultyEndpoint proxy = new FaultyEndpoint(endpoint())) {
            proxy.set(request -> request.operation().equals("SendMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(503, "{\"__type\":\"ServiceUnavailable\"}"))
                    : Optional.empty());

            Outcome outcome = messages(proxy.uri(), SettingKey.QUEUE)
                    .send(IntStream.range(0, 25)
                            .mapToObj(SqsQueueMessagesTest::message)
                            .toList());

            assertThat(outcome.done()).isEmpty();
            assertThat(outcome.unknown()).hasSize(10);
            assertThat(outcome.refused()).hasSize(15);
            assertThat(outcome.failure().orElseThrow().code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void aTimeThatCannotBeTheFirstIsNotBelieved() {
        Instant before = Instant.now().minusSeconds(1);
        try (SqsClient sqs = environment.resources().sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(queue.name())).queueUrl();
            for (String forged :
                    List.of(Long.toString(Instant.now().plusSeconds(3600).toEpochMilli()), "-1")) {
                sqs.sendMessage(send -> send.queueUrl(url)
                        .messageBody("forged")
                        .messageAttributes(Map.of(
                                "first_sent_at",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue(forged)
                                        .build())));
            }
        }

        assertThat(queue.take(10, Duration.ofSeconds(2), HOLD))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.sentAt())
                        .isBetween(before, Instant.now().plusSeconds(1)));
    }

    private static Message message(int number) {
        return new Message("id-" + number, "receipt", "body", Instant.EPOCH, 1);
    }
}
