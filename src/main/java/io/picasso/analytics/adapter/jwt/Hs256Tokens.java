package io.picasso.analytics.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SignedTokens;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compact JSON Web Tokens with HMAC-SHA-256. Safe for many threads. */
public final class Hs256Tokens implements SignedTokens {
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    /** Two texts, and the 32 bytes of the signature. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]{43}");

    private final JsonParser parser;

    public Hs256Tokens(JsonParser parser) {
        this.parser = parser;
    }

    @Override
    public String sign(JsonObject claims, byte[] key) {
        try {
            JWSObject token = new JWSObject(HEADER, new Payload(JsonText.compact(claims)));
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes cannot sign", e);
        }
    }

    @Override
    public Optional<JsonObject> verify(String token, byte[] key) {
        if (token.length() > MAX_TOKEN_LENGTH || !COMPACT.matcher(token).matches() || !isOneSpelling(token)) {
            return Optional.empty();
        }
        try {
            JWSObject signed = JWSObject.parse(token);
            return isOurs(signed.getHeader()) && signed.verify(new MACVerifier(key))
                    ? claims(signed.getPayload())
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes cannot verify", e);
        }
    }

    /** What the header says of keys and addresses is never followed; what it says must be understood is refused. */
    private static boolean isOurs(JWSHeader header) {
        JOSEObjectType type = header.getType();
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload()
                && (type == null || JOSEObjectType.JWT.equals(type));
    }

    /** Nimbus finds a member that stands twice; our own parser keeps numbers as they were written. */
    private Optional<JsonObject> claims(Payload payload) {
        return payload.toJSONObject() != null
                        && parser.parse(payload.toBytes()) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject claims
                ? Optional.of(claims)
                : Optional.empty();
    }

    /** The last letter of a part has spare bits, which the decoder overlooks: then a revoked token had other spellings. */
    private static boolean isOneSpelling(String token) {
        for (String part : token.split("\\.", -1)) {
            if (!Base64URL.encode(new Base64URL(part).decode()).toString().equals(part)) {
                return false;
            }
        }
        return true;
    }
}
