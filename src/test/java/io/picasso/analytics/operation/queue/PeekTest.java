package io.picasso.analytics.operation.queue;

import static io.picasso.analytics.operation.queue.QueueEnvironment.COFFEE;
import static io.picasso.analytics.operation.queue.QueueEnvironment.STRANGER;
import static io.picasso.analytics.operation.queue.QueueRole.BACKFILL_DEAD_LETTERS;
import static io.picasso.analytics.operation.queue.QueueRole.DEAD_LETTERS;
import static io.picasso.analytics.operation.queue.QueueRole.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.queue.MessageContents.Header;
import io.picasso.analytics.operation.queue.MessageContents.Problem;
import io.picasso.analytics.operation.queue.MessageContents.Shard;
import io.picasso.analytics.operation.queue.Peek.Report;
import io.picasso.analytics.operation.queue.Peek.Seen;
import io.picasso.analytics.operation.queue.QueueState.Sample;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What looking at queues shows, and what it leaves behind. */
class PeekTest {
    private static final Instant NOW = Instant.now();

    private final QueueEnvironment environment = new QueueEnvironment();

    @AfterEach
    void close() {
        environment.close();
    }

    private Peek peek(QueueMessages queue, MessageInspector inspector) {
        return new Peek(environment.control(), queue, inspector, () -> false, Clock.systemUTC(), System::nanoTime);
    }

    private Report look(QueueRole role, int limit, boolean spendAttempts) {
        return peek(environment.messages(role), environment.inspector()).look(MessageFilter.ALL, limit, spendAttempts);
    }

    private MessageContents contents(String body) {
        return environment.inspector().inspect(new Message("id", "receipt", body, NOW, 1));
    }

    @Test
    void anEmptyQueueShowsNothingAndAMissingOneIsAFailure() {
        assertThat(look(DEAD_LETTERS, 10, false).messages()).isEmpty();
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> peek(environment.messages("picasso-nowhere"), environment.inspector())
                        .look(MessageFilter.ALL, 10, false));
        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
    }

    @Test
    void whatIsShownCanBeReceivedAtOnceByAnybody() {
        List<String> bodies = Messages.sent(COFFEE, "seen", 37, NOW);
        environment.fill(DEAD_LETTERS, bodies);

        Report report = look(DEAD_LETTERS, 100, false);

        assertThat(report.messages()).extracting(Seen::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(report.messages()).allMatch(message -> message.deliveries() == 1 && message.bytes() > 100);
        assertThat(report.notHandedBack()).isZero();
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(37);
        assertThat(look(DEAD_LETTERS, 5, false).messages()).hasSize(5).allMatch(message -> message.deliveries() == 2);
        assertThat(environment.bodies(DEAD_LETTERS)).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void whatAnotherConsumerHoldsIsNotShown() {
        environment.fill(DEAD_LETTERS, List.of("a", "b", "c"));
        List<Message> held = environment.queue(DEAD_LETTERS).receive(2, Duration.ofSeconds(1));

        Report report = look(DEAD_LETTERS, 10, false);

        assertThat(report.messages()).hasSize(3 - held.size());
        assertThat(report.queue().inFlight()).isEqualTo(held.size());
        assertThat(environment.found(DEAD_LETTERS).inFlight()).isEqualTo(held.size());
    }

    @Test
    void aQueueThatCountsDeliveriesIsNotLookedAtUnasked() {
        environment.fill(EVENTS, Messages.sent(COFFEE, "live", 3, NOW));

        Failure failure = catchThrowableOfType(Failure.class, () -> look(EVENTS, 10, false));

        assertThat(failure.code()).isEqualTo(FailureCode.CONFIRMATION_NEEDED);
        assertThat(failure.what()).contains("one of its 3 attempts");
        assertThat(environment.drain(EVENTS)).hasSize(3).allMatch(message -> message.deliveries() == 1);
    }

    @Test
    void thereTheFirstMessageThatHasNoAttemptLeftIsTheLast() {
        environment.fill(EVENTS, Messages.sent(COFFEE, "worn", 5, NOW));
        for (int i = 0; i < 2; i++) {
            Report harmless = look(EVENTS, 10, true);
            assertThat(harmless.messages()).hasSize(5);
            assertThat(harmless.spent()).isZero();
        }

        Report last = look(EVENTS, 10, true);

        assertThat(last.lookedAt()).isEqualTo(1);
        assertThat(last.spent()).isEqualTo(1);
        assertThat(last.messages()).singleElement().matches(message -> message.deliveries() == 3);
        // As is said there: at the next receive SQS takes it to the dead letters, and nothing is lost.
        assertThat(environment.drain(EVENTS)).hasSize(4);
        assertThat(environment.bodies(DEAD_LETTERS))
                .containsExactly(last.messages().get(0).body());
    }

    @Test
    void aMessageIsDescribedByItsEventsAndByWhatStandsAgainstIt() {
        String good = Messages.event(COFFEE, "sess_good", 7, "CHAT_OPENED", NOW);
        String strange = Messages.event(STRANGER, "sess_strange", 2, "MESSAGE_SENT", NOW);

        assertThat(contents(good))
                .isEqualTo(new MessageContents(
                        List.of(new Header(0, "CHAT_OPENED", "sess_good", 7, COFFEE.hash(), Optional.of(COFFEE.id()))),
                        List.of(),
                        Optional.empty()));
        assertThat(contents(strange).reasons()).containsExactly("unknown_tenant");
        assertThat(contents(strange).events())
                .containsExactly(new Header(0, "MESSAGE_SENT", "sess_strange", 2, STRANGER.hash(), Optional.empty()));
        MessageContents envelope =
                contents("{\"batch\":true,\"events\":[" + strange + ",17," + good + ",{\"session_id\":\"x\"}]}");
        assertThat(envelope.events()).extracting(Header::position).containsExactly(0, 2);
        assertThat(envelope.events())
                .extracting(Header::tenantId)
                .containsExactly(Optional.empty(), Optional.of(COFFEE.id()));
        assertThat(envelope.problems())
                .extracting(Problem::position)
                .containsExactly(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.of(3));
        assertThat(envelope.reasons()).containsExactly("unknown_tenant", "not_an_object", "invalid_tenant_hash");
    }

    @Test
    void rubbishIsDescribedToo() {
        assertThat(contents("").reasons()).containsExactly("malformed_json");
        assertThat(contents("\u0001<xml/>").reasons()).containsExactly("malformed_json");
        assertThat(contents("[[]]").reasons()).containsExactly("not_an_object");
        assertThat(contents("{\"batch\":true,\"events\":3}").reasons()).containsExactly("invalid_batch");
        assertThat(contents("{\"batch\":true,\"events\":[]}").reasons()).containsExactly("empty");
        assertThat(contents("[".repeat(100_000)).reasons()).containsExactly("nested_too_deep");
        assertThat(contents("x".repeat(1024 * 1024 + 1)).reasons()).containsExactly("message_too_large");
        assertThat(contents("{\"a\":\"" + "x".repeat(500_000) + "\"}").reasons())
                .hasSize(1);
    }

    @Test
    void aShardIsDescribedByItsRun() {
        environment.fill(
                BACKFILL_DEAD_LETTERS,
                List.of("{\"version\":1,\"run\":\"r1\",\"shard\":\"COFFEE001/2025-12-01\"}", "{}"));

        Report report = peek(
                        environment.messages(BACKFILL_DEAD_LETTERS),
                        MessageInspector.ofShards(environment.engines.wiring().parser()))
                .look(MessageFilter.ALL, 10, false);

        assertThat(report.messages())
                .extracting(message -> message.contents().shard())
                .containsExactlyInAnyOrder(Optional.of(new Shard("r1", "COFFEE001/2025-12-01")), Optional.empty());
        assertThat(report.messages())
                .extracting(message -> message.contents().reasons().iterator().next())
                .containsExactlyInAnyOrder("acceptable", "not_a_shard");
    }

    @Test
    void theAgeIsThatOfASampleAndSaysWhetherItIsAll() throws Exception {
        environment.fill(DEAD_LETTERS, List.of("first"));
        Thread.sleep(1_100);
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "later", 30, NOW));
        environment.fill(EVENTS, Messages.sent(COFFEE, "live", 2, NOW));

        List<QueueState> states = states(100, false);
        Sample all = states.get(1).sample().orElseThrow();

        assertThat(states).extracting(QueueState::role).containsExactly(EVENTS, DEAD_LETTERS);
        assertThat(states.get(0).sample()).isEmpty();
        assertThat(states.get(0).found().orElseThrow().visible()).isEqualTo(2);
        assertThat(all.messages()).isEqualTo(31);
        assertThat(all.all()).isTrue();
        assertThat(Duration.between(all.oldest(), Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        Sample some = states(5, false).get(1).sample().orElseThrow();
        assertThat(some.messages()).isEqualTo(5);
        assertThat(some.all()).isFalse();
        assertThat(states(0, true)).allMatch(state -> state.sample().isEmpty());
        assertThat(states(10, true).get(0).sample().orElseThrow().messages()).isEqualTo(2);
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(31);
        assertThat(environment.drain(EVENTS)).hasSize(2).allMatch(message -> message.deliveries() == 2);
    }

    @Test
    void aSampleWhereDeliveriesCountEndsAtTheFirstMessageThatHasNoneLeft() {
        environment.fill(EVENTS, Messages.sent(COFFEE, "worn", 4, NOW));
        for (int i = 0; i < 2; i++) {
            assertThat(states(10, true).get(0).sample().orElseThrow().messages())
                    .isEqualTo(4);
        }

        assertThat(states(10, true).get(0).sample().orElseThrow().messages()).isEqualTo(1);

        assertThat(environment.drain(EVENTS)).hasSize(3);
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(1);
    }

    @Test
    void withMessagesInFlightTheSampleIsNotAll() {
        environment.fill(DEAD_LETTERS, List.of("a", "b"));
        assertThat(environment.queue(DEAD_LETTERS).receive(1, Duration.ofSeconds(1)))
                .hasSize(1);

        QueueState state = states(100, false).get(1);

        assertThat(state.found().orElseThrow().inFlight()).isEqualTo(1);
        assertThat(state.sample().orElseThrow().all()).isFalse();
    }

    private List<QueueState> states(int sample, boolean spendAttempts) {
        return new QueueOverview(environment.control(), environment::messages, System::nanoTime)
                .states(List.of(EVENTS, DEAD_LETTERS), sample, spendAttempts);
    }
}
