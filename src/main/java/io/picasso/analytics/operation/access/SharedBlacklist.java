package io.picasso.analytics.operation.access;

import io.picasso.analytics.port.TokenBlacklist;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A blacklist that is not asked by each of many who bring the same token at the same time: a dashboard loads its parts in
 * parallel. Whoever comes while a look-up is under way waits for the next one, and shares it with all who have come until
 * it begins. So an answer is never older than the question, and nothing is remembered. A look-up that takes long holds
 * nobody up beyond a given patience: the next one then begins beside it. Safe for many threads.
 */
public final class SharedBlacklist implements TokenBlacklist {
    private final TokenBlacklist blacklist;
    private final Duration patience;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /**
     * Shares the look-ups of a blacklist.
     *
     * @param patience how long a look-up waits for the end of the one before it
     */
    public SharedBlacklist(TokenBlacklist blacklist, Duration patience) {
        this.blacklist = blacklist;
        this.patience = patience;
    }

    @Override
    public boolean isRevoked(String tokenHash) {
        Line line = lines.compute(tokenHash, (hash, there) -> (there == null ? new Line(hash) : there).joined());
        try {
            return line.answer();
        } finally {
            lines.computeIfPresent(tokenHash, (hash, there) -> there.left() ? there : null);
        }
    }

    @Override
    public void revoke(String tokenHash, Instant revokedAt, Instant expiresAt) {
        blacklist.revoke(tokenHash, revokedAt, expiresAt);
    }

    /** How many wait for the look-up after the one under way. */
    int waiting(String tokenHash) {
        Line line = lines.get(tokenHash);
        return line == null ? 0 : line.turn.getQueueLength() + line.next.revoked.getNumberOfDependents();
    }

    /** Those who ask for one token. */
    private final class Line {
        private final String hash;
        /** Held by the look-up under way; only who leads the next one waits for it. */
        private final ReentrantLock turn = new ReentrantLock();

        private volatile LookUp next = new LookUp();
        private int askers;

        Line(String hash) {
            this.hash = hash;
        }

        Line joined() {
            askers++;
            return this;
        }

        /** Whether somebody is still there. */
        boolean left() {
            askers--;
            return askers > 0;
        }

        boolean answer() {
            LookUp mine = next;
            if (mine.led.compareAndSet(false, true)) {
                boolean inTurn = awaitTurn();
                try {
                    // Who comes from here on may know of a revocation that this look-up does not see.
                    next = new LookUp();
                    mine.run(blacklist, hash);
                } finally {
                    if (inTurn) {
                        turn.unlock();
                    }
                }
            }
            return mine.answer();
        }

        private boolean awaitTurn() {
            try {
                return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** One look-up and what comes of it, for the first who asked, who makes it, and for all who share it. */
    private static final class LookUp {
        private final AtomicBoolean led = new AtomicBoolean();
        private final CompletableFuture<Boolean> revoked = new CompletableFuture<>();

        void run(TokenBlacklist blacklist, String hash) {
            try {
                revoked.complete(blacklist.isRevoked(hash));
            } catch (RuntimeException | Error e) {
                // Whatever it is: nobody may be left waiting.
                revoked.completeExceptionally(e);
            }
        }

        boolean answer() {
            try {
                return revoked.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }
}
