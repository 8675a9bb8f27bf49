package io.picasso.analytics.port;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Optional;

/** Signs claims with a key, and reads them out of what was signed: JSON Web Tokens with HS256, and no other kind. */
public interface SignedTokens {
    /** The fewest bytes a key may have: as many as the hash (RFC 7518, 3.2). */
    int MIN_KEY_BYTES = 32;

    /** Far longer than any token of ours. */
    int MAX_TOKEN_LENGTH = 8 * 1024;

    /**
     * The token that says these claims.
     *
     * @param key at least {@link #MIN_KEY_BYTES}
     */
    String sign(JsonObject claims, byte[] key);

    /**
     * What a token says, when it was signed with this key. Whether that is true now is for the caller to judge: neither
     * times nor any other claim is looked at. One signature has one spelling, so that a token has one hash.
     *
     * @param key at least {@link #MIN_KEY_BYTES}
     * @return empty when it is no token, was signed with another key or in another way, was changed, or has a member
     *     twice
     */
    Optional<JsonObject> verify(String token, byte[] key);
}
