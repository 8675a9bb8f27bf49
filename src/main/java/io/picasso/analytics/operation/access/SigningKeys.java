package io.picasso.analytics.operation.access;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SecretSource;
import io.picasso.analytics.port.SignedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key that tokens are signed with, out of a secret that is the key itself or a JSON object with it. Remembered for
 * five minutes; a failure never. Safe for many threads.
 */
public final class SigningKeys {
    /** How long a key that was replaced may still be used. */
    public static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Where a JSON secret may have the key; the first that is there counts. */
    private static final String[] MEMBERS = {"signingKey", "key", "secret"};

    private record Known(byte[] key, Instant until) {}

    private final SecretSource secret;
    private final JsonParser parser;
    private final Clock clock;
    private Optional<Known> known = Optional.empty();

    public SigningKeys(SecretSource secret, JsonParser parser, Clock clock) {
        this.secret = secret;
        this.parser = parser;
        this.clock = clock;
    }

    /**
     * The key, of at least {@link SignedTokens#MIN_KEY_BYTES}.
     *
     * @throws Failure BAD_CONFIGURATION when the secret holds no key, an empty or a short one; else as
     *     {@link SecretSource} says
     */
    public synchronized byte[] current() {
        Instant now = clock.instant();
        if (known.filter(key -> now.isBefore(key.until())).isEmpty()) {
            known = Optional.of(new Known(read(), now.plus(REMEMBERED)));
        }
        byte[] key = known.get().key();
        return Arrays.copyOf(key, key.length);
    }

    private byte[] read() {
        String text = secret.read();
        String key = member(text).orElse(text).strip();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            throw unusable("The signing key is empty")
                    .next("Put a key of " + SignedTokens.MIN_KEY_BYTES + " or more random bytes there.");
        }
        if (bytes.length < SignedTokens.MIN_KEY_BYTES) {
            // Not stretched and not padded: whoever issues the tokens would sign with another key.
            throw unusable("The signing key is too short")
                    .why("it has " + bytes.length + " bytes; HS256 needs " + SignedTokens.MIN_KEY_BYTES
                            + " or more (RFC 7518, 3.2), else it can be found by trying")
                    .next("Put a longer random key there, and give it to whoever issues the tokens.");
        }
        return bytes;
    }

    /** Empty when the secret is no JSON object, which makes it the key itself. */
    private Optional<String> member(String text) {
        if (parser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject object) {
            JsonValue value = Stream.of(MEMBERS)
                    .flatMap(name -> object.get(name).stream())
                    .findFirst()
                    .orElseThrow(() -> unusable("The secret is a JSON object without a signing key")
                            .why("it has none of " + String.join(", ", MEMBERS)));
            if (value instanceof JsonString key) {
                return Optional.of(key.value());
            }
            throw unusable("The signing key in the secret is not a string");
        }
        return Optional.empty();
    }

    private Failure unusable(String what) {
        return Failure.of(FailureCode.BAD_CONFIGURATION, what).where(secret.name());
    }
}
