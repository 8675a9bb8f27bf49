package io.picasso.analytics.operation.queue;

import static io.picasso.analytics.operation.queue.QueueEnvironment.COFFEE;
import static io.picasso.analytics.operation.queue.QueueEnvironment.STRANGER;
import static io.picasso.analytics.operation.queue.QueueRole.DEAD_LETTERS;
import static io.picasso.analytics.operation.queue.QueueRole.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.queue.RedriveReport.Fate;
import io.picasso.analytics.operation.queue.RedriveReport.Sent;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a redrive sends, what it deletes, and what it says of both when something goes wrong in between. */
class RedriveTest {
    private static final Instant NOW = Instant.now();

    private static QueueEnvironment environment;

    @BeforeAll
    static void open() {
        environment = new QueueEnvironment();
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    @AfterEach
    void empty() {
        purge(EVENTS);
        purge(DEAD_LETTERS);
    }

    private static void purge(QueueRole role) {
        try (SqsClient sqs = environment.engines.resources().sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(environment.name(role)))
                    .queueUrl();
            sqs.purgeQueue(all -> all.queueUrl(url));
        }
    }

    private static Redrive redrive() {
        return redrive(environment.messages(DEAD_LETTERS), environment.messages(EVENTS));
    }

    private static Redrive redrive(QueueMessages from, QueueMessages to) {
        return redrive(from, to, System::nanoTime);
    }

    private static Redrive redrive(QueueMessages from, QueueMessages to, LongSupplier nanoTime) {
        return new Redrive(
                environment.control(),
                from,
                to,
                environment.inspector(),
                () -> false,
                more -> {},
                Clock.systemUTC(),
                nanoTime);
    }

    private static Redrive.Request request(MessageFilter filter) {
        return new Redrive.Request(filter, Long.MAX_VALUE, false);
    }

    private static MessageFilter reason(String... reasons) {
        return new MessageFilter(Set.of(reasons), Set.of(), Optional.empty(), Optional.empty());
    }

    @Test
    void moreThanAThousandDeadLettersAreMovedEachOnceAndCountedExactly() {
        List<String> bodies = Messages.sent(COFFEE, "many", 1_037, NOW);
        environment.fill(DEAD_LETTERS, bodies);

        RedriveReport report = redrive().run(request(MessageFilter.ALL));

        assertThat(report.failure()).isEmpty();
        assertThat(report.lookedAt()).isEqualTo(1_037);
        assertThat(report.count(Fate.MOVED)).isEqualTo(1_037);
        assertThat(report.messages()).hasSize(1_037);
        assertThat(environment.size(DEAD_LETTERS)).isZero();
        List<Message> there = environment.drain(EVENTS);
        assertThat(there).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(there)
                .extracting(Message::id)
                .containsExactlyInAnyOrderElementsOf(report.messages().stream()
                        .map(Sent::newId)
                        .flatMap(Optional::stream)
                        .toList());
    }

    @Test
    void anEmptyQueueIsNothingToDo() {
        RedriveReport report = redrive().run(request(MessageFilter.ALL));

        assertThat(report.lookedAt()).isZero();
        assertThat(report.messages()).isEmpty();
        assertThat(report.failure()).isEmpty();
    }

    @Test
    void aQueueThatIsNotThereIsSaidToBeMissing() {
        try (SqsClient sqs = environment.engines.resources().sqs()) {
            String there = sqs.createQueue(q -> q.queueName("picasso-lonely")).queueUrl();
            QueueMessages lonely = environment.messages("picasso-lonely");
            QueueMessages nowhere = environment.messages("picasso-nowhere");

            for (Redrive redrive : List.of(redrive(nowhere, lonely), redrive(lonely, nowhere))) {
                Failure failure = catchThrowableOfType(Failure.class, redrive::plan);
                assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
                assertThat(failure.what()).contains("picasso-nowhere");
            }
            sqs.deleteQueue(q -> q.queueUrl(there));
        }
    }

    @Test
    void deadLettersThatWouldBeMovedByBeingLookedAtAreNotLookedAt() {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> redrive(environment.messages(EVENTS), environment.messages(DEAD_LETTERS))
                        .plan());

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    @Test
    void aReasonSelectsByWhatTheProcessorWouldSayNow() {
        String good = Messages.event(COFFEE, "good", 1, "CHAT_OPENED", NOW);
        String strange = Messages.event(STRANGER, "strange", 1, "CHAT_OPENED", NOW);
        String both = "{\"batch\":true,\"events\":[" + good + "," + strange + ",7]}";
        List<String> bodies = List.of(good, strange, both, "no json", "[1]", "{\"batch\":true,\"events\":[]}");
        environment.fill(DEAD_LETTERS, bodies);

        assertThat(redrive().run(request(reason("invalid_batch"))).messages()).isEmpty();
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(6);
        RedriveReport unknown = redrive().run(request(reason("unknown_tenant")));
        assertThat(unknown.count(Fate.MOVED)).isEqualTo(2);
        assertThat(unknown.lookedAt()).isEqualTo(6);
        assertThat(environment.bodies(EVENTS)).containsExactlyInAnyOrder(strange, both);
        redrive().run(request(reason("acceptable", "empty")));
        assertThat(environment.bodies(EVENTS)).containsExactlyInAnyOrder(good, "{\"batch\":true,\"events\":[]}");
        assertThat(environment.bodies(DEAD_LETTERS)).containsExactlyInAnyOrder("no json", "[1]");
    }

    @Test
    void aTenantThatCannotBeLookedUpIsAReasonOfItsOwnAndAskedForOnce() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "dark", 12, NOW));
        AtomicLong asked = new AtomicLong();
        Redrive redrive = new Redrive(
                environment.control(),
                environment.messages(DEAD_LETTERS),
                environment.messages(EVENTS),
                environment.inspector(hash -> {
                    asked.incrementAndGet();
                    throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "S3 did not answer");
                }),
                () -> false,
                more -> {},
                Clock.systemUTC(),
                System::nanoTime);

        assertThat(redrive.run(request(reason("acceptable"))).messages()).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(redrive.run(request(reason("lookup_failed"))).count(Fate.MOVED))
                .isEqualTo(12);
    }

    @Test
    void ageAndIdSelect() throws Exception {
        environment.fill(DEAD_LETTERS, List.of("old"));
        Thread.sleep(2_100);
        environment.fill(DEAD_LETTERS, List.of("new", "newer"));
        Optional<Duration> twoSeconds = Optional.of(Duration.ofSeconds(2));

        RedriveReport old = redrive().run(request(new MessageFilter(Set.of(), Set.of(), twoSeconds, Optional.empty())));
        assertThat(old.count(Fate.MOVED)).isEqualTo(1);
        assertThat(environment.bodies(EVENTS)).containsExactly("old");

        RedriveReport dry = redrive()
                .run(new Redrive.Request(
                        new MessageFilter(Set.of(), Set.of(), Optional.empty(), Optional.of(Duration.ofMinutes(1))),
                        5,
                        true));
        assertThat(dry.count(Fate.WOULD_BE_SENT)).isEqualTo(2);
        String one = dry.messages().get(0).id();
        RedriveReport byId = redrive()
                .run(request(new MessageFilter(Set.of(), Set.of(one, "none"), Optional.empty(), Optional.empty())));
        assertThat(byId.messages()).extracting(Sent::id).containsExactly(one);
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(1);
    }

    @Test
    void aDryRunDecidesTheSameAndLeavesEveryMessageToBeReceivedAtOnce() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "dry", 25, NOW));

        RedriveReport report = redrive().run(new Redrive.Request(reason("acceptable"), Long.MAX_VALUE, true));

        assertThat(report.count(Fate.WOULD_BE_SENT)).isEqualTo(25);
        assertThat(report.messages()).allMatch(message -> message.reasons().equals(Set.of("acceptable")));
        assertThat(report.notHandedBack()).isZero();
        assertThat(environment.size(EVENTS)).isZero();
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(25);
    }

    @Test
    void noMoreIsSentThanTheLimitAllows() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "few", 25, NOW));

        RedriveReport report = redrive().run(new Redrive.Request(MessageFilter.ALL, 13, false));

        assertThat(report.count(Fate.MOVED)).isEqualTo(13);
        assertThat(environment.size(EVENTS)).isEqualTo(13);
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(12);
    }

    @Test
    void whatAnotherConsumerHoldsOrTakesIsLeftToHim() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "shared", 30, NOW));
        List<Message> held = environment.queue(DEAD_LETTERS).receive(10, Duration.ofSeconds(1));
        List<Message> taken = new ArrayList<>();
        // Another consumer comes between two batches and takes some away.
        QueueMessages busy = new WatchedMessages(environment.messages(DEAD_LETTERS), (call, messages) -> {
            if (call.equals("take") && taken.isEmpty()) {
                taken.addAll(environment.queue(DEAD_LETTERS).receive(5, Duration.ofSeconds(1)));
                environment.queue(DEAD_LETTERS).delete(taken);
            }
        });

        RedriveReport report = redrive(busy, environment.messages(EVENTS)).run(request(MessageFilter.ALL));

        assertThat(held).isNotEmpty();
        assertThat(taken).isNotEmpty();
        assertThat(report.count(Fate.MOVED)).isEqualTo(30 - held.size() - taken.size());
        assertThat(report.messages()).hasSize((int) report.count(Fate.MOVED));
        assertThat(environment.found(DEAD_LETTERS).inFlight()).isEqualTo(held.size());
    }

    @Test
    void killedBeforeTheDeleteEveryMessageIsInBothQueuesAndARepetitionFinishes() throws Exception {
        List<String> bodies = Messages.sent(COFFEE, "killed", 8, NOW);
        environment.fill(DEAD_LETTERS, bodies);
        QueueMessages dying = WatchedMessages.dying(environment.messages(DEAD_LETTERS), "delete");

        assertThatThrownBy(() -> redrive(dying, environment.messages(EVENTS)).run(request(MessageFilter.ALL)))
                .isInstanceOf(WatchedMessages.Death.class);

        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(8);
        assertThat(environment.bodies(EVENTS)).isNotEmpty().isSubsetOf(bodies);
        Thread.sleep(WatchedMessages.SHORT.plusMillis(200).toMillis());
        assertThat(redrive().run(request(MessageFilter.ALL)).count(Fate.MOVED)).isEqualTo(8);
        assertThat(environment.bodies(EVENTS)).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(environment.size(DEAD_LETTERS)).isZero();
    }

    @Test
    void killedBeforeTheSendNothingIsLost() {
        List<String> bodies = Messages.sent(COFFEE, "killed", 8, NOW);
        environment.fill(DEAD_LETTERS, bodies);
        QueueMessages dying = WatchedMessages.dying(environment.messages(EVENTS), "send");

        assertThatThrownBy(
                        () -> redrive(environment.messages(DEAD_LETTERS), dying).run(request(MessageFilter.ALL)))
                .isInstanceOf(WatchedMessages.Death.class);

        assertThat(environment.size(EVENTS)).isZero();
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(8);
    }

    @Test
    void withoutAnAnswerToTheSendNothingIsDeletedAndTheOutcomeIsUnknown() throws Exception {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "unsure", 25, NOW));
        try (FaultyEndpoint proxy = new FaultyEndpoint(environment.endpoint())) {
            proxy.set(request -> request.operation().equals("SendMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(503, "{\"__type\":\"ServiceUnavailable\"}"))
                    : Optional.empty());

            RedriveReport report = redrive(environment.messages(DEAD_LETTERS), environment.messages(EVENTS, proxy))
                    .run(request(MessageFilter.ALL));

            assertThat(report.failure().orElseThrow().code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
            assertThat(report.count(Fate.UNKNOWN)).isBetween(1L, 10L).isEqualTo(report.lookedAt());
            assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(25);
        }
    }

    @Test
    void withoutAnAnswerToTheDeleteItIsSaidThatTheMessagesWereSent() throws Exception {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "twice", 5, NOW));
        try (FaultyEndpoint proxy = new FaultyEndpoint(environment.endpoint())) {
            proxy.set(request -> request.operation().equals("DeleteMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(503, "{\"__type\":\"ServiceUnavailable\"}"))
                    : Optional.empty());

            RedriveReport report = redrive(environment.messages(DEAD_LETTERS, proxy), environment.messages(EVENTS))
                    .run(request(MessageFilter.ALL));

            assertThat(report.count(Fate.SENT_NOT_DELETED)).isBetween(1L, 5L).isEqualTo(report.lookedAt());
            assertThat(report.messages()).allMatch(message -> message.newId().isPresent());
            assertThat(environment.size(EVENTS)).isEqualTo(report.lookedAt());
            assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(5);
        }
    }

    @Test
    void aMessageThatFailsAgainWhileThisRunsIsNotSentForEver() {
        environment.fill(DEAD_LETTERS, List.of("poison"));
        // The consumer fails so quickly that the message is back before the redrive looks again.
        QueueMessages from = new WatchedMessages(environment.messages(DEAD_LETTERS), (call, messages) -> {
            if (call.equals("take")) {
                failEverything();
            }
        });

        RedriveReport report = redrive(from, environment.messages(EVENTS)).run(request(MessageFilter.ALL));

        assertThat(report.count(Fate.MOVED)).isEqualTo(1);
        assertThat(report.returned()).isEqualTo(1);
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(1);
    }

    /** A consumer that receives each message as often as it may, and one time more. */
    private static void failEverything() {
        for (int delivery = 1; delivery <= 4; delivery++) {
            List<Message> taken = environment.queue(EVENTS).receive(10, Duration.ZERO);
            environment.queue(EVENTS).extend(taken, Duration.ZERO);
        }
    }

    @Test
    void whatIsHeldForLongIsHeldAnew() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "slow", 35, NOW));
        AtomicLong time = new AtomicLong();
        List<String> calls = new ArrayList<>();
        QueueMessages slow = new WatchedMessages(environment.messages(DEAD_LETTERS), (call, messages) -> {
            calls.add(call + " " + messages.size());
            // Half a minute passes with each batch.
            time.addAndGet(call.equals("take") ? Duration.ofSeconds(30).toNanos() : 0);
        });

        RedriveReport report = redrive(slow, environment.messages(EVENTS), time::get)
                .run(new Redrive.Request(reason("unknown_tenant"), Long.MAX_VALUE, false));

        assertThat(report.lookedAt()).isEqualTo(35);
        assertThat(calls).anyMatch(call -> call.startsWith("hold "));
        assertThat(calls.get(calls.size() - 2)).isEqualTo("hand back 35");
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(35);
    }

    @Test
    void whatTookTooLongToReadIsNotSentForItMayBeInOtherHands() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "late", 3, NOW));
        AtomicLong time = new AtomicLong();
        Redrive redrive = new Redrive(
                environment.control(),
                environment.messages(DEAD_LETTERS),
                environment.messages(EVENTS),
                environment.inspector(hash -> {
                    time.addAndGet(Duration.ofMinutes(3).toNanos());
                    return Optional.of(COFFEE);
                }),
                () -> false,
                more -> {},
                Clock.systemUTC(),
                time::get);

        RedriveReport report = redrive.run(request(reason("acceptable")));

        assertThat(report.count(Fate.NOT_SENT))
                .isPositive()
                .isEqualTo(report.messages().size());
        assertThat(environment.size(EVENTS)).isZero();
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(3);
    }

    @Test
    void askedToStopItFinishesTheBatchAndHandsBackTheRest() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "stopped", 40, NOW));
        AtomicLong seen = new AtomicLong();
        Redrive redrive = new Redrive(
                environment.control(),
                environment.messages(DEAD_LETTERS),
                environment.messages(EVENTS),
                environment.inspector(),
                () -> seen.get() > 0,
                seen::addAndGet,
                Clock.systemUTC(),
                System::nanoTime);

        RedriveReport report = redrive.run(request(MessageFilter.ALL));

        assertThat(report.interrupted()).isTrue();
        assertThat(report.count(Fate.MOVED)).isEqualTo(seen.get()).isBetween(1L, 10L);
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(40 - seen.get());
    }

    @Test
    void theLargestMessagesAreMovedToo() {
        String large = "x".repeat(1024 * 1024);
        List<String> bodies = Stream.concat(
                        Stream.of(large), IntStream.range(0, 5).mapToObj(i -> i + "y".repeat(400_000)))
                .toList();
        environment.fill(DEAD_LETTERS, bodies);

        assertThat(redrive().run(request(MessageFilter.ALL)).count(Fate.MOVED)).isEqualTo(6);
        assertThat(new HashSet<>(environment.bodies(EVENTS))).isEqualTo(new HashSet<>(bodies));
    }
}
