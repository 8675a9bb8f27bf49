package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.port.EventQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that are worked on are hidden, and not a moment longer. */
class HeldMessagesTest {
    private static final Duration VISIBILITY = Duration.ofSeconds(1);

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        heartbeats.shutdownNow();
        environment.close();
    }

    @Test
    void aHeartbeatOnItsWayDoesNotHideWhatIsGivenBack() throws Exception {
        EventQueue queue = environment.wiring().queue();
        queue.send(List.of("one"));
        List<EventQueue.Message> messages = queue.receive(1, Duration.ofSeconds(2));
        SlowHeartbeat slow = new SlowHeartbeat(queue);
        HeldMessages held = new HeldMessages(slow, messages, VISIBILITY, heartbeats, failure -> {});
        assertThat(slow.onItsWay.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> givenBack = CompletableFuture.runAsync(() -> {
            held.close();
            queue.extend(messages, Duration.ZERO);
        });
        assertThatThrownBy(() -> givenBack.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        slow.arrives.countDown();
        givenBack.get(10, TimeUnit.SECONDS);

        assertThat(queue.receive(1, Duration.ZERO)).hasSize(1);
    }

    /** The queue, with a heartbeat that takes as long as the test wants. */
    private static final class SlowHeartbeat extends ForwardingQueue {
        private final CountDownLatch onItsWay = new CountDownLatch(1);
        private final CountDownLatch arrives = new CountDownLatch(1);

        private SlowHeartbeat(EventQueue queue) {
            super(queue);
        }

        @Override
        public void extend(Collection<Message> messages, Duration visibility) {
            onItsWay.countDown();
            try {
                arrives.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            super.extend(messages, visibility);
        }
    }
}
