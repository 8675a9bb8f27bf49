package io.picasso.analytics.adapter.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.EventQueueContract;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of the queue, on SQS; and what its failures become. */
class SqsEventQueueTest extends EventQueueContract {
    private final IngestEnvironment environment =
            IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, "2"), EnumSet.of(Part.QUEUE));
    private final EventQueue queue = environment.wiring().queue();

    @AfterEach
    void close() {
        environment.close();
    }

    @Override
    protected EventQueue queue() {
        return queue;
    }

    @Test
    void aQueueThatIsNotThereFailsEveryCall() {
        environment.set(SettingKey.QUEUE, "picasso-nowhere");

        everyCallFails(environment.wiring().queue(), FailureCode.RESOURCE_MISSING);
    }

    @Test
    void aServerThatIsNotThereFailsEveryCall() throws Exception {
        try (FaultyEndpoint proxy = new FaultyEndpoint(
                environment.settings().url(SettingKey.SQS_ENDPOINT).orElseThrow())) {
            environment.set(SettingKey.SQS_ENDPOINT, proxy.uri().toString());
            EventQueue proxied = environment.wiring().queue();
            assertThat(proxied.receive(1, Duration.ZERO)).isEmpty();
            proxy.close();
            everyCallFails(proxied, FailureCode.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void aMessageThatIsRefusedIsAFailureAndNotSilentlyLost() throws Exception {
        try (FaultyEndpoint proxy = new FaultyEndpoint(
                environment.settings().url(SettingKey.SQS_ENDPOINT).orElseThrow())) {
            environment.set(SettingKey.SQS_ENDPOINT, proxy.uri().toString());
            proxy.set(request -> request.operation().equals("SendMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(
                            200,
                            "{\"Successful\":[],\"Failed\":[{\"Id\":\"msg-0\",\"Code\":\"InternalError\","
                                    + "\"Message\":\"a test\",\"SenderFault\":false}]}"))
                    : Optional.empty());

            Failure failure = catchThrowableOfType(
                    Failure.class, () -> environment.wiring().queue().send(List.of("a", "b")));

            assertThat(failure.what()).isEqualTo("1 of 2 messages were not taken");
        }
    }

    private static void everyCallFails(EventQueue queue, FailureCode code) {
        List<Message> messages = List.of(new Message("id", "receipt", "body", Instant.EPOCH, 1));
        List<ThrowingCallable> calls = List.of(
                () -> queue.receive(1, Duration.ZERO),
                () -> queue.send(List.of("a")),
                () -> queue.delete(messages),
                () -> queue.extend(messages, Duration.ofSeconds(1)),
                queue::visibility);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(catchThrowableOfType(Failure.class, calls.get(i)).code())
                    .as("call %d", i)
                    .isEqualTo(code);
        }
    }
}
