package io.picasso.analytics.operation.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.TokenBlacklist;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedBlacklistTest {
    private static final Instant TIME = Instant.parse("2026-01-05T10:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SlowBlacklist slow = new SlowBlacklist();
    private final SharedBlacklist shared = new SharedBlacklist(slow, Duration.ofSeconds(50));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoeverComesDuringALookUpSharesTheNextOne() throws Exception {
        CompletableFuture<Boolean> first = ask("a");
        slow.awaitBegun(1);
        List<CompletableFuture<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(ask("a"));
        }
        awaitWaiting(10);

        slow.letGo(2);

        assertThat(first.get()).isFalse();
        for (CompletableFuture<Boolean> other : others) {
            assertThat(other.get()).isFalse();
        }
        assertThat(slow.begun()).isEqualTo(2);
    }

    @Test
    void aRevocationHoldsForWhoeverAsksAfterItThoughALookUpFromBeforeIsUnderWay() throws Exception {
        CompletableFuture<Boolean> before = ask("a");
        slow.awaitBegun(1);
        shared.revoke("a", TIME, TIME);
        CompletableFuture<Boolean> after = ask("a");
        awaitWaiting(1);

        slow.letGo(2);

        assertThat(before.get()).as("asked before").isFalse();
        assertThat(after.get()).as("asked after").isTrue();
    }

    @Test
    void otherTokensAreNotWaitedFor() throws Exception {
        CompletableFuture<Boolean> one = ask("a");
        slow.awaitBegun(1);
        CompletableFuture<Boolean> other = ask("b");
        slow.awaitBegun(2);
        slow.letGo(2);
        assertThat(one.get()).isFalse();
        assertThat(other.get()).isFalse();
    }

    @Test
    void aLookUpThatTakesLongHoldsUpNobodyBeyondThePatience() throws Exception {
        SharedBlacklist impatient = new SharedBlacklist(slow, Duration.ofMillis(20));
        CompletableFuture<Boolean> stuck = CompletableFuture.supplyAsync(() -> impatient.isRevoked("a"), threads);
        slow.awaitBegun(1);

        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> impatient.isRevoked("a"), threads);
        slow.awaitBegun(2);

        assertThat(stuck).isNotDone();
        slow.letGo(2);
        assertThat(next.get()).isFalse();
        assertThat(stuck.get()).isFalse();
    }

    @Test
    void anErrorLeavesNobodyWaiting() throws Exception {
        CompletableFuture<Boolean> first = ask("a");
        slow.awaitBegun(1);
        List<CompletableFuture<Boolean>> sharing = List.of(ask("a"), ask("a"));
        awaitWaiting(2);
        slow.letGo(1);
        assertThat(first.get()).isFalse();
        slow.awaitBegun(2);
        slow.failNext(new StackOverflowError("no room"));

        slow.letGo(1);

        for (CompletableFuture<Boolean> one : sharing) {
            assertThatThrownBy(one::get).hasStackTraceContaining("no room");
        }
    }

    @Test
    void nothingIsRemembered() {
        slow.letGo(3);
        assertThat(shared.isRevoked("a")).isFalse();
        shared.revoke("a", TIME, TIME);
        assertThat(shared.isRevoked("a")).isTrue();
        assertThat(shared.isRevoked("a")).isTrue();
        assertThat(slow.begun()).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeLookedUpIsAFailureToAllWhoSharedItAndAskedAgainByTheNext() throws Exception {
        CompletableFuture<Boolean> first = ask("a");
        slow.awaitBegun(1);
        List<CompletableFuture<Boolean>> sharing = List.of(ask("a"), ask("a"), ask("a"));
        awaitWaiting(3);
        slow.letGo(1);
        assertThat(first.get()).isFalse();
        slow.awaitBegun(2);
        slow.failNext(Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The blacklist was not reached"));

        slow.letGo(1);

        for (CompletableFuture<Boolean> one : sharing) {
            assertThatThrownBy(one::get).hasCauseInstanceOf(Failure.class).hasMessageContaining("not reached");
        }
        slow.letGo(1);
        assertThat(shared.isRevoked("a")).isFalse();
        assertThat(slow.begun()).isEqualTo(3);
    }

    @Test
    void noRevocationThatWasFinishedBeforeIsEverMissed() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        slow.letGo(Integer.MAX_VALUE / 2);
        for (int round = 0; round < 300; round++) {
            String token = "token" + round;
            CountDownLatch start = new CountDownLatch(1);
            Set<Integer> revoked = ConcurrentHashMap.newKeySet();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            int revokesAt = random.nextInt(8);
            for (int i = 0; i < 8; i++) {
                boolean revokes = i == revokesAt;
                int asks = 1 + random.nextInt(20);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            await(start);
                            for (int n = 0; n < asks; n++) {
                                boolean mustHold = !revoked.isEmpty();
                                assertThat(shared.isRevoked(token) || !mustHold)
                                        .as("seen, seed %d", seed)
                                        .isTrue();
                            }
                            if (revokes) {
                                shared.revoke(token, TIME, TIME);
                                revoked.add(1);
                                assertThat(shared.isRevoked(token)).isTrue();
                            }
                        },
                        threads));
            }
            start.countDown();
            for (CompletableFuture<Void> one : all) {
                one.get();
            }
        }
    }

    private CompletableFuture<Boolean> ask(String token) {
        return CompletableFuture.supplyAsync(() -> shared.isRevoked(token), threads);
    }

    /** Until that many stand in line behind a look-up. */
    private void awaitWaiting(int number) throws InterruptedException {
        while (shared.waiting("a") < number) {
            Thread.sleep(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks at the moment at which it is asked, and answers when it is let go. */
    private static final class SlowBlacklist implements TokenBlacklist {
        private final Set<String> revoked = ConcurrentHashMap.newKeySet();
        private final Semaphore answers = new Semaphore(0);
        private final Semaphore begins = new Semaphore(0);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        @Override
        public boolean isRevoked(String tokenHash) {
            boolean found = revoked.contains(tokenHash);
            begun.incrementAndGet();
            begins.release();
            answers.acquireUninterruptibly();
            Throwable now = failure.getAndSet(null);
            if (now instanceof Error error) {
                throw error;
            }
            if (now instanceof RuntimeException exception) {
                throw exception;
            }
            return found;
        }

        @Override
        public void revoke(String tokenHash, Instant revokedAt, Instant expiresAt) {
            revoked.add(tokenHash);
        }

        int begun() {
            return begun.get();
        }

        void awaitBegun(int number) throws InterruptedException {
            while (begun() < number) {
                assertThat(begins.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        void failNext(Throwable how) {
            failure.set(how);
        }

        void letGo(int number) {
            answers.release(number);
        }
    }
}
