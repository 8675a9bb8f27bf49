package io.picasso.analytics.port;

import java.time.Instant;

/**
 * The tokens that hold no more, though they have not expired.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} when the list cannot be reached or is not there:
 * not knowing is not the same as knowing that a token holds.
 */
public interface TokenBlacklist {
    /** Whether that token was revoked. Sees every revocation that was finished before. */
    boolean isRevoked(String tokenHash);

    /**
     * Revokes a token; doing it again changes nothing.
     *
     * @param expiresAt when the token expires by itself, and the entry with it
     */
    void revoke(String tokenHash, Instant revokedAt, Instant expiresAt);
}
