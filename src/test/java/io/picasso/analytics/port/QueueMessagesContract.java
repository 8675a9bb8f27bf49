package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link QueueMessages} must hold. */
public abstract class QueueMessagesContract {
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration HOLD = Duration.ofSeconds(60);

    /** The queue; empty at the start of each test. It moves a message aside that was delivered three times. */
    protected abstract QueueMessages queue();

    /** Another one, empty too, without such a policy. */
    protected abstract QueueMessages other();

    /** Puts messages on {@link #queue}. */
    protected abstract void fill(List<String> bodies);

    @Test
    void anEmptyQueueGivesNothing() {
        assertThat(queue().take(10, NO_WAIT, HOLD)).isEmpty();
    }

    @Test
    void noMoreIsGivenThanWasAskedFor() {
        fill(List.of("a", "b", "c"));

        assertThat(queue().take(1, WAIT, HOLD)).hasSize(1);
        assertThat(queue().take(100, WAIT, HOLD)).hasSizeBetween(1, 2);
    }

    @Test
    void whatIsTakenIsHiddenForAsLongAsWasAskedAndNoLonger() {
        fill(List.of("held"));
        Collection<Message> taken = queue().take(10, WAIT, Duration.ofSeconds(2));
        assertThat(taken).hasSize(1);

        assertThat(queue().take(10, NO_WAIT, HOLD)).isEmpty();
        assertThat(queue().take(10, WAIT, HOLD)).hasSize(1);
    }

    @Test
    void whatIsHandedBackIsThereAtOnceAndWasDeliveredOnceMore() {
        fill(List.of("back"));
        Collection<Message> taken = queue().take(10, WAIT, HOLD);

        Outcome outcome = queue().hold(taken, Duration.ZERO);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.done()).hasSize(1);
        assertThat(queue().take(10, WAIT, HOLD)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("back");
            assertThat(message.deliveries()).isEqualTo(2);
        });
    }

    @Test
    void aMessageThatWasDeliveredAsOftenAsThePolicyAllowsIsNotGivenOutAgain() {
        fill(List.of("worn"));
        for (int delivery = 1; delivery <= 3; delivery++) {
            Collection<Message> taken = queue().take(10, WAIT, HOLD);
            assertThat(taken).extracting(Message::deliveries).containsExactly(delivery);
            queue().hold(taken, Duration.ZERO);
        }

        assertThat(queue().take(10, Duration.ofSeconds(1), HOLD)).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndThatItIsGoneIsKnown() {
        fill(List.of("once"));
        Collection<Message> taken = queue().take(10, WAIT, Duration.ofSeconds(2));

        Outcome first = queue().delete(taken);
        Outcome second = queue().delete(taken);

        assertThat(first.done()).hasSize(1);
        assertThat(first.failure()).isEmpty();
        assertThat(second.unknown()).isEmpty();
        assertThat(queue().take(10, Duration.ofSeconds(4), HOLD)).isEmpty();
    }

    @Test
    void whatIsSentOnIsANewMessageOfTheSameTimeAndText() throws Exception {
        String body = "{\"text\":\"<&> \\\" \u00e9\u4e2d\ud83d\ude00\\n\"}";
        fill(List.of(body));
        Message taken = queue().take(10, WAIT, HOLD).iterator().next();
        Thread.sleep(20);

        Outcome outcome = other().send(List.of(taken));

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.unknown()).isEmpty();
        assertThat(other().take(10, WAIT, HOLD)).singleElement().satisfies(message -> {
            assertThat(message.id())
                    .isNotEqualTo(taken.id())
                    .isEqualTo(outcome.done().get(taken.id()));
            assertThat(message.body()).isEqualTo(body);
            assertThat(message.sentAt()).isEqualTo(taken.sentAt());
            assertThat(message.deliveries()).isEqualTo(1);
        });
    }

    @Test
    void aMessageThatIsSentOnTwiceKeepsItsFirstTime() throws Exception {
        fill(List.of("round"));
        Message first = queue().take(10, WAIT, HOLD).iterator().next();
        Thread.sleep(20);
        other().send(List.of(first));
        Message second = other().take(10, WAIT, HOLD).iterator().next();
        Thread.sleep(20);

        queue().delete(List.of(first));
        queue().send(List.of(second));

        assertThat(queue().take(10, WAIT, HOLD)).extracting(Message::sentAt).containsExactly(first.sentAt());
    }

    @Test
    void manyAndLargeOnesAreSentThoughTheyDoNotFitIntoOneCall() {
        List<String> bodies = new ArrayList<>(
                IntStream.range(0, 23).mapToObj(i -> "number " + i).toList());
        bodies.add("x".repeat(EventQueue.MAX_MESSAGE_BYTES));
        bodies.add("y".repeat(600_000));
        bodies.add("z".repeat(600_000));
        fill(bodies);
        List<Message> taken = drain(queue(), bodies.size());

        Outcome outcome = other().send(taken);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.done()).hasSize(bodies.size());
        assertThat(drain(other(), bodies.size())).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(queue().delete(taken).done()).hasSize(bodies.size());
        assertThat(queue().hold(List.of(), HOLD)).isEqualTo(Outcome.NOTHING);
    }

    /** Takes that many different messages. */
    private static List<Message> drain(QueueMessages queue, int count) {
        List<Message> messages = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 60 && messages.size() < count; i++) {
            queue.take(10, Duration.ofSeconds(1), HOLD).stream()
                    .filter(message -> ids.add(message.id()))
                    .forEach(messages::add);
        }
        return messages;
    }
}
