package io.picasso.analytics.operation.access;

import io.picasso.analytics.port.TokenBlacklist;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A blacklist that is not asked by each of many who bring the same token at the same time: a dashboard loads its parts in
 * parallel. Whoever comes while a look-up is under way waits for the next one, and shares it with all who have come until
 * it begins. So an answer is never older than the question, and nothing is remembered. Safe for many threads.
 */
public final class SharedBlacklist implements TokenBlacklist {
    private final TokenBlacklist blacklist;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    public SharedBlacklist(TokenBlacklist blacklist) {
        this.blacklist = blacklist;
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
        return line == null ? 0 : line.turn.getQueueLength();
    }

    /** Those who ask for one token. */
    private final class Line {
        private final String hash;
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
            turn.lock();
            try {
                if (!mine.done) {
                    // Who comes from here on may know of a revocation that this look-up does not see.
                    next = new LookUp();
                    mine.run(blacklist, hash);
                }
                return mine.answer();
            } finally {
                turn.unlock();
            }
        }
    }

    /** One look-up and what came of it. */
    private static final class LookUp {
        private boolean done;
        private boolean revoked;
        private Optional<RuntimeException> failure = Optional.empty();

        void run(TokenBlacklist blacklist, String hash) {
            try {
                revoked = blacklist.isRevoked(hash);
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
            done = true;
        }

        boolean answer() {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return revoked;
        }
    }
}
