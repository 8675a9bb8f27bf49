package io.picasso.analytics.operation.access;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.SignedTokens;
import io.picasso.analytics.port.TokenBlacklist;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes tokens, and revokes them. */
public final class TokenDesk {
    /** As long as the login service's tokens hold. */
    public static final Duration USUAL = Duration.ofHours(8);

    /** A token that holds for longer is a password. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private final SigningKeys keys;
    private final SignedTokens tokens;
    private final TokenBlacklist blacklist;
    private final Clock clock;

    public TokenDesk(SigningKeys keys, SignedTokens tokens, TokenBlacklist blacklist, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.blacklist = blacklist;
        this.clock = clock;
    }

    /**
     * A token that was made.
     *
     * @param text the token itself: whoever has it sees the tenant's data
     */
    public record Minted(String text, Tenant tenant, Optional<String> email, Instant issuedAt, Instant expiresAt) {}

    /**
     * What became of a token.
     *
     * @param hash its name in the blacklist
     * @param outcome {@code revoked}, {@code would_revoke}, {@code already_revoked} or {@code expired}
     */
    public record Revoked(String hash, Optional<Instant> expiresAt, String outcome) {}

    /**
     * Makes a token.
     *
     * @throws Failure INVALID_INPUT when it should hold for less than a second or longer than {@link #LONGEST}
     */
    public Minted mint(Tenant tenant, Optional<String> email, Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw Failure.of(FailureCode.INVALID_INPUT, "A token cannot hold for " + lifetime.toSeconds() + " seconds")
                    .why("it is at least a second and at most " + LONGEST.toDays() + " days");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        JsonMembers claims = new JsonMembers().put("tenant_id", tenant.id()).put("tenant_hash", tenant.hash());
        email.ifPresent(address -> claims.put("email", address));
        claims.put("iat", now.getEpochSecond()).put("exp", end.getEpochSecond());
        return new Minted(tokens.sign(claims.object(), keys.current()), tenant, email, now, end);
    }

    /**
     * Revokes a token that was signed here. One that has expired needs no entry.
     *
     * @param dryRun whether nothing is to be written
     * @throws Failure INVALID_INPUT when it was not signed with this environment's key: nothing would refuse it less
     */
    public Revoked revoke(String token, boolean dryRun) {
        JsonObject claims = tokens.verify(token, keys.current())
                .orElseThrow(() -> Failure.of(FailureCode.INVALID_INPUT, "This is no token of this environment")
                        .why("it was not signed with the environment's key, or was changed; no request with it is"
                                + " answered anyway")
                        .next("Check --env, and that the token is whole."));
        String hash = TokenHash.of(token);
        Instant now = clock.instant();
        // A token without a time that can be read is refused already.
        Optional<Instant> end = claims.get("exp").flatMap(ClaimTime::of);
        if (end.filter(now::isBefore).isEmpty()) {
            return new Revoked(hash, end, "expired");
        }
        if (blacklist.isRevoked(hash)) {
            return new Revoked(hash, end, "already_revoked");
        }
        if (dryRun) {
            return new Revoked(hash, end, "would_revoke");
        }
        blacklist.revoke(hash, now, end.get());
        return new Revoked(hash, end, "revoked");
    }
}
