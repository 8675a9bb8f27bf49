package io.picasso.analytics.operation.access;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.SignedTokens;
import io.picasso.analytics.port.TokenBlacklist;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Judges tokens. Safe for many threads. */
public final class Access {
    private static final int MAX_EMAIL = 254;

    private final SigningKeys keys;
    private final SignedTokens tokens;
    private final TokenBlacklist blacklist;
    private final TenantLookup tenants;
    private final Clock clock;

    public Access(SigningKeys keys, SignedTokens tokens, TokenBlacklist blacklist, TenantLookup tenants, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.blacklist = blacklist;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What a token proves, if it was not revoked. */
    public final class Admission {
        private final Caller caller;
        private final String hash;

        private Admission(Caller caller, String hash) {
            this.caller = caller;
            this.hash = hash;
        }

        /** Who brings it, perhaps with a revoked token: nothing may be said to him, and nothing changed for him, yet. */
        public Caller claimed() {
            return caller;
        }

        /**
         * Who brings it.
         *
         * @throws Failure BAD_TOKEN when the token was revoked; as {@link TokenBlacklist} says when that is not known
         */
        public Caller confirmed() {
            if (blacklist.isRevoked(hash)) {
                throw refused("Invalid token: Token revoked");
            }
            return caller;
        }
    }

    /**
     * Judges a token by what it says. Whether it was revoked is asked by {@link Admission#confirmed}.
     *
     * @throws Failure BAD_TOKEN when it proves nothing: the sentence says why, and never quotes it; INVALID_INPUT when
     *     its tenant is not of a tenant's form; as {@link SigningKeys} and the tenants' store say when it cannot be judged
     */
    public Admission judge(String token) {
        JsonObject claims = tokens.verify(token, keys.current())
                .orElseThrow(() -> refused("Invalid token: not signed here, changed, or no token at all"));
        Instant now = clock.instant();
        Instant expires = inForce(claims, now);
        return new Admission(new Caller(tenant(claims), email(claims), expires), TokenHash.of(token));
    }

    /** When it ends. */
    private static Instant inForce(JsonObject claims, Instant now) {
        Instant expires = time(claims, "exp").orElseThrow(() -> refused("Invalid token: no expiry"));
        if (!now.isBefore(expires)) {
            throw refused("Invalid token: Token expired");
        }
        if (time(claims, "nbf").filter(now::isBefore).isPresent()) {
            throw refused("Invalid token: not valid yet");
        }
        time(claims, "iat");
        return expires;
    }

    /** A time in seconds since 1970; what is there must be one. */
    private static Optional<Instant> time(JsonObject claims, String name) {
        return claims.get(name)
                .map(claim -> ClaimTime.of(claim)
                        .orElseThrow(() -> refused("Invalid token: " + name + " is no time in seconds")));
    }

    private Tenant tenant(JsonObject claims) {
        JsonValue claim = claims.get("tenant_id").orElseThrow(() -> refused("Token missing tenant_id"));
        if (!(claim instanceof JsonString id) || !Tenant.isId(id.value())) {
            throw Failure.of(
                    FailureCode.INVALID_INPUT, "Invalid tenant_id format: must be 1 to 50 letters, digits, '_' or '-'");
        }
        Optional<JsonValue> hash = claims.get("tenant_hash");
        Optional<Tenant> tenant = hash.isEmpty()
                ? tenants.byId(id.value())
                : hash.get() instanceof JsonString text
                        ? tenants.byBoth(id.value(), text.value())
                        : Optional.<Tenant>empty();
        return tenant.orElseThrow(() -> refused(
                hash.isEmpty()
                        ? "Invalid token: its tenant is not known"
                        : "Invalid token: tenant_id and tenant_hash are not the same tenant"));
    }

    private static String email(JsonObject claims) {
        return claims.text("email")
                .filter(text -> !text.isBlank() && text.length() <= MAX_EMAIL)
                .orElse(Caller.UNKNOWN);
    }

    private static Failure refused(String what) {
        return Failure.of(FailureCode.BAD_TOKEN, what);
    }
}
