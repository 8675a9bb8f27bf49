package io.picasso.analytics.operation.queue;

import static io.picasso.analytics.operation.queue.QueueEnvironment.COFFEE;
import static io.picasso.analytics.operation.queue.QueueRole.DEAD_LETTERS;
import static io.picasso.analytics.operation.queue.QueueRole.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.ingest.Sender;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a purge deletes, what it leaves alone, and that what it saved can be brought back. */
class PurgeTest {
    private static final Instant NOW = Instant.now();

    private final QueueEnvironment environment = new QueueEnvironment();
    private final List<String> file = new ArrayList<>();
    private final Optional<Consumer<List<String>>> save = Optional.of(file::addAll);

    @AfterEach
    void close() {
        environment.close();
    }

    private Purge purge(QueueMessages queue) {
        return new Purge(environment.control(), queue, () -> false, more -> {}, System::nanoTime);
    }

    private Purge.Report purge(Instant before) {
        return purge(environment.messages(DEAD_LETTERS)).run(before, save);
    }

    @Test
    void everyMessageIsSavedAndDeletedAndCanBeSentAgainAsItWas() {
        List<String> bodies = new ArrayList<>(Messages.sent(COFFEE, "many", 111, NOW));
        bodies.addAll(List.of("no json\n\n at all", "", " ", "\"\u00e9\ud83d\ude00\"", "{\"saved_from\":1}"));
        bodies.removeIf(String::isEmpty); // SQS takes no empty message.
        environment.fill(DEAD_LETTERS, bodies);

        Purge.Report report = purge(Instant.now().plusSeconds(5));

        assertThat(report.deleted()).isEqualTo(bodies.size()).isEqualTo(report.saved());
        assertThat(report.after().orElseThrow().visible()).isZero();
        assertThat(environment.size(DEAD_LETTERS)).isZero();
        assertThat(file).hasSize(bodies.size()).noneMatch(line -> line.contains("\n"));
        Sender.Report sent = new Sender(
                        environment.queue(EVENTS), environment.engines.wiring().parser())
                .send(IngestEnvironment.lines(file).iterator(), 1);
        assertThat(sent.refused()).isEmpty();
        assertThat(environment.bodies(EVENTS)).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void aMissingQueueIsAFailureAndAnEmptyOneIsNothingToDo() {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> purge(environment.messages("picasso-nowhere")).plan());
        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        assertThat(purge(Instant.now()).lookedAt()).isZero();
        assertThat(file).isEmpty();
    }

    @Test
    void whatOthersAreAtWorkOnAndWhatCameLaterStays() throws Exception {
        environment.fill(DEAD_LETTERS, List.of("a", "b", "c", "d"));
        List<Message> held = environment.queue(DEAD_LETTERS).receive(1, Duration.ofSeconds(1));
        Thread.sleep(20);
        Instant begun = Instant.now();
        Thread.sleep(20);
        environment.fill(DEAD_LETTERS, List.of("later"));

        Purge.Report report = purge(begun);

        assertThat(report.deleted()).isEqualTo(3);
        assertThat(report.newer()).isEqualTo(1);
        assertThat(report.after().orElseThrow().inFlight()).isEqualTo(1);
        environment.queue(DEAD_LETTERS).extend(held, Duration.ZERO);
        assertThat(environment.bodies(DEAD_LETTERS))
                .containsExactlyInAnyOrder("later", held.get(0).body());
    }

    @Test
    void onAQueueThatOthersFillItComesToAnEnd() {
        environment.fill(DEAD_LETTERS, List.of("old"));
        QueueMessages busy = new WatchedMessages(environment.messages(DEAD_LETTERS), (call, messages) -> {
            if (call.equals("take")) {
                environment.fill(DEAD_LETTERS, List.of("new"));
            }
        });
        Instant begun = Instant.now();

        Purge.Report report = purge(busy).run(begun, save);

        assertThat(report.deleted()).isLessThanOrEqualTo(1);
        assertThat(report.newer()).isBetween(1L, 30L);
        assertThat(environment.found(DEAD_LETTERS).visible()).isGreaterThanOrEqualTo(report.newer());
    }

    @Test
    void whatCannotBeSavedIsNotDeleted() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "full", 12, NOW));

        Purge.Report report = purge(environment.messages(DEAD_LETTERS))
                .run(Instant.now().plusSeconds(5), Optional.of(lines -> {
                    throw Failure.of(FailureCode.UNUSABLE_FILE, "no space left on the disk");
                }));

        assertThat(report.failure().orElseThrow().code()).isEqualTo(FailureCode.UNUSABLE_FILE);
        assertThat(report.deleted()).isZero();
        assertThat(report.saved()).isZero();
        assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(12);
    }

    @Test
    void killedBeforeTheDeleteTheFileHasMoreAndNeverLess() {
        environment.fill(DEAD_LETTERS, Messages.sent(COFFEE, "killed", 6, NOW));
        QueueMessages dying = WatchedMessages.dying(environment.messages(DEAD_LETTERS), "delete");

        assertThatThrownBy(() -> purge(dying).run(Instant.now().plusSeconds(5), save))
                .isInstanceOf(WatchedMessages.Death.class);

        assertThat(file).isNotEmpty();
        assertThat(environment.size(DEAD_LETTERS)).isEqualTo(6);
    }

    @Test
    void withoutAnAnswerToTheDeleteItIsNotSaidToBeDone() throws Exception {
        environment.fill(DEAD_LETTERS, List.of("a", "b"));
        try (FaultyEndpoint proxy = new FaultyEndpoint(environment.endpoint())) {
            proxy.set(request -> request.operation().equals("DeleteMessageBatch")
                    ? Optional.of(FaultyEndpoint.Answer.json(503, "{\"__type\":\"ServiceUnavailable\"}"))
                    : Optional.empty());

            Purge.Report report = purge(environment.messages(DEAD_LETTERS, proxy))
                    .run(Instant.now().plusSeconds(5), Optional.empty());

            assertThat(report.deleted()).isZero();
            assertThat(report.notDeleted()).isBetween(1L, 2L);
            assertThat(report.failure().orElseThrow().code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
            assertThat(environment.found(DEAD_LETTERS).visible()).isEqualTo(2);
        }
    }
}
