package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.port.EventQueue.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventQueue} must hold. Its visibility is two seconds here. */
public abstract class EventQueueContract {
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** The queue; empty at the start of each test, and the same throughout it. */
    protected abstract EventQueue queue();

    @Test
    void anEmptyQueueGivesNothing() {
        assertThat(queue().receive(10, NO_WAIT)).isEmpty();
    }

    @Test
    void aBodyComesAsItWasSent() {
        Instant before = Instant.now().minusMillis(1);
        String body = "{\"text\":\"<&> \\\" \u00e9\u4e2d\ud83d\ude00\\n\"}";
        queue().send(List.of(body));

        Message message = queue().receive(10, WAIT).get(0);

        assertThat(message.body()).isEqualTo(body);
        assertThat(message.sentAt())
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(message.deliveries()).isEqualTo(1);
    }

    @Test
    void theLargestMessageIsTaken() {
        String body = "x".repeat(EventQueue.MAX_MESSAGE_BYTES);
        queue().send(List.of("small", body, "small"));

        assertThat(drain(3))
                .extracting(message -> message.body().length())
                .containsExactlyInAnyOrder(5, 5, body.length());
    }

    @Test
    void anyNumberIsSentAndNoneIsLost() {
        List<String> bodies =
                IntStream.range(0, 37).mapToObj(i -> "number " + i).toList();
        queue().send(List.of());
        queue().send(bodies);

        assertThat(drain(37)).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void manyLargeMessagesAreSentThoughTheyDoNotFitIntoOneCall() {
        queue().send(List.of("a".repeat(400_000), "b".repeat(400_000), "c".repeat(400_000), "d".repeat(400_000)));

        assertThat(drain(4)).hasSize(4);
    }

    @Test
    void noMoreIsGivenThanWasAskedFor() {
        queue().send(IntStream.range(0, 12).mapToObj(Integer::toString).toList());

        assertThat(queue().receive(3, WAIT)).hasSizeBetween(1, 3);
        assertThat(queue().receive(1, WAIT)).hasSize(1);
        assertThat(queue().receive(100, WAIT)).hasSizeBetween(1, EventQueue.MAX_BATCH);
    }

    @Test
    void whatIsNotDeletedComesAgainAndIsCounted() {
        queue().send(List.of("again"));
        Message first = queue().receive(10, WAIT).get(0);
        assertThat(queue().receive(10, NO_WAIT)).isEmpty();

        Message second = queue().receive(10, WAIT).get(0);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.sentAt()).isEqualTo(first.sentAt());
        assertThat(second.deliveries()).isEqualTo(2);
    }

    @Test
    void whatIsDeletedDoesNotComeAgain() {
        queue().send(List.of("once"));
        queue().delete(queue().receive(10, WAIT));
        queue().delete(List.of());

        assertThat(queue().receive(10, Duration.ofSeconds(4))).isEmpty();
    }

    @Test
    void aMessageThatIsExtendedStaysHidden() throws Exception {
        queue().send(List.of("held"));
        List<Message> messages = queue().receive(10, WAIT);
        for (int i = 0; i < 3; i++) {
            Thread.sleep(1_000);
            queue().extend(messages, Duration.ofSeconds(3));
        }
        assertThat(queue().receive(10, NO_WAIT)).isEmpty();

        queue().delete(messages);
        assertThat(queue().receive(10, Duration.ofSeconds(4))).isEmpty();
    }

    @Test
    void whatIsGoneIsPassedOver() {
        queue().send(List.of("a", "b"));
        List<Message> messages = drain(2);
        queue().delete(messages.subList(0, 1));

        queue().extend(List.of(), Duration.ofSeconds(1));
        queue().extend(messages, Duration.ofSeconds(1));
        queue().delete(messages);
        queue().delete(messages);

        assertThat(queue().receive(10, Duration.ofSeconds(3))).isEmpty();
    }

    @Test
    void moreThanACallTakesIsHeldAndDeletedTogether() {
        queue().send(IntStream.range(0, 23).mapToObj(Integer::toString).toList());
        List<Message> messages = drain(23);

        queue().extend(messages, Duration.ofSeconds(2));
        queue().delete(messages);

        assertThat(queue().receive(10, Duration.ofSeconds(4))).isEmpty();
    }

    @Test
    void theVisibilityIsKnown() {
        assertThat(queue().visibility()).isEqualTo(Duration.ofSeconds(2));
    }

    /** Receives that many different messages. */
    private List<Message> drain(int count) {
        List<Message> messages = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20 && messages.size() < count; i++) {
            queue().receive(10, Duration.ofSeconds(1)).stream()
                    .filter(message -> ids.add(message.id()))
                    .forEach(messages::add);
        }
        return messages;
    }
}
