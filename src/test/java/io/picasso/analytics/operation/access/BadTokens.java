package io.picasso.analytics.operation.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that must not be believed, each with a name; made by hand, without the library that reads them. */
public final class BadTokens {
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final String key;
    private final String id;
    private final String hash;
    private final String otherId;
    private final String otherHash;
    private final long now;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    /**
     * The corpus.
     *
     * @param key what good tokens are signed with
     * @param id the id of a tenant that is known
     * @param hash its hash
     * @param otherId another tenant that is known
     */
    public BadTokens(String key, String id, String hash, String otherId, String otherHash, Instant now) {
        this.key = key;
        this.id = id;
        this.hash = hash;
        this.otherId = otherId;
        this.otherHash = otherHash;
        this.now = now.getEpochSecond();
    }

    /** Claims that are good but for what is put in place of a member, or added after them. */
    private String claims(String name, String value) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("tenant_id", quoted(id));
        members.put("tenant_hash", quoted(hash));
        members.put("email", quoted("ada@example.org"));
        members.put("iat", Long.toString(now));
        members.put("exp", Long.toString(now + 3_600));
        if (value.isEmpty()) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return object(members);
    }

    private static String object(Map<String, String> members) {
        List<String> parts = new ArrayList<>();
        members.forEach((name, value) -> parts.add(quoted(name) + ":" + value));
        return "{" + String.join(",", parts) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** A token that must be believed. */
    public String good() {
        return sign(HEADER, claims("", ""));
    }

    /** One that must be believed, too: the hash can be found out. */
    public String goodWithoutHash() {
        return sign(HEADER, claims("tenant_hash", ""));
    }

    /** All of them, by name. */
    public Map<String, String> all() {
        algorithms();
        signatures();
        forms();
        headers();
        times();
        tenants();
        claimsOfOtherForms();
        return tokens;
    }

    private void algorithms() {
        String claims = claims("", "");
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = "{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}";
            tokens.put("alg '" + none + "' without a signature", part(header) + "." + part(claims) + ".");
            tokens.put("alg '" + none + "' with a good signature", sign(header, claims));
        }
        for (String other : List.of("HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "hs256", "HS256 ")) {
            tokens.put("alg " + other + " with an HS256 signature", sign("{\"alg\":\"" + other + "\"}", claims));
        }
        tokens.put("HS384 really", sign("{\"alg\":\"HS384\"}", claims, "HmacSHA384", key));
        tokens.put("HS512 really", sign("{\"alg\":\"HS512\"}", claims, "HmacSHA512", key));
        tokens.put("no alg", sign("{\"typ\":\"JWT\"}", claims));
        tokens.put("alg null", sign("{\"alg\":null}", claims));
        tokens.put("alg a number", sign("{\"alg\":256}", claims));
        tokens.put("alg a list", sign("{\"alg\":[\"HS256\"]}", claims));
    }

    private void signatures() {
        String good = good();
        String body = good.substring(0, good.lastIndexOf('.'));
        String signature = good.substring(good.lastIndexOf('.') + 1);
        tokens.put("another key", sign(HEADER, claims("", ""), "HmacSHA256", "x".repeat(64)));
        tokens.put("the key and a letter", sign(HEADER, claims("", ""), "HmacSHA256", key + "x"));
        tokens.put(
                "the key in capitals",
                sign(HEADER, claims("", ""), "HmacSHA256", key.toUpperCase(java.util.Locale.ROOT) + "A"));
        tokens.put("no signature", body);
        tokens.put("an empty signature", body + ".");
        tokens.put("half a signature", body + "." + signature.substring(0, 21));
        tokens.put("a signature and a letter", good + "A");
        tokens.put("a padded signature", good + "=");
        tokens.put("another spelling of the signature", body + "." + respelled(signature));
        tokens.put("a changed letter of the signature", body + "." + changed(signature, 5));
        tokens.put("a signature of zeros", body + "." + "A".repeat(43));
        tokens.put(
                "changed claims",
                good.split("\\.", -1)[0] + "." + part(claims("email", quoted("eve@example.org"))) + "." + signature);
        tokens.put(
                "another tenant's claims under our signature",
                good.split("\\.", -1)[0] + "." + part(claims("tenant_id", quoted(otherId))) + "." + signature);
        tokens.put("a changed header", part("{\"alg\":\"HS256\"}") + "." + good.split("\\.", -1)[1] + "." + signature);
        tokens.put("a signature in hex", body + "." + "0123456789abcdef".repeat(4));
    }

    private void forms() {
        String good = good();
        tokens.put("nothing but dots", "..");
        tokens.put("one word", "secret");
        tokens.put("four parts", good + "." + good.substring(good.lastIndexOf('.') + 1));
        tokens.put("five parts, as an encrypted token", "a.b.c.d.e");
        tokens.put("a trailing newline", good + "\n");
        tokens.put("a trailing space", good + " ");
        tokens.put("a leading space", " " + good);
        tokens.put("a null character", good + "\u0000");
        tokens.put("a line break inside", good.substring(0, 20) + "\n" + good.substring(20));
        tokens.put("quoted", "\"" + good + "\"");
        tokens.put("twice", good + "," + good);
        tokens.put("the other Base64", good.replace('-', '+').replace('_', '/') + "/");
        tokens.put("a letter of another alphabet", good.substring(0, 10) + "\u0430" + good.substring(11));
        tokens.put("huge", sign(HEADER, claims("x", quoted("y".repeat(20_000)))));
        tokens.put("huge and unsigned", "A".repeat(1_000_000));
        tokens.put("a serialised JSON token", "{\"payload\":\"" + good.split("\\.", -1)[1] + "\"}");
    }

    private void headers() {
        String claims = claims("", "");
        tokens.put("a header that is no JSON", sign("HS256", claims));
        tokens.put("a header that is a list", sign("[\"HS256\"]", claims));
        tokens.put("a header that is empty", sign("{}", claims));
        tokens.put("two algorithms, the good one first", sign("{\"alg\":\"HS256\",\"alg\":\"none\"}", claims));
        tokens.put("two algorithms, the good one last", sign("{\"alg\":\"none\",\"alg\":\"HS256\"}", claims));
        tokens.put("two algorithms, one of them escaped", sign("{\"alg\":\"HS256\",\"\\u0061lg\":\"HS256\"}", claims));
        tokens.put(
                "a header that must be understood", sign("{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}", claims));
        tokens.put("an unencoded payload", sign("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", claims));
        tokens.put("another type", sign("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", claims));
        tokens.put("text after the header", sign(HEADER + "x", claims));
    }

    private void times() {
        time("exp", "no expiry", "");
        time("exp", "expiry null", "null");
        time("exp", "expiry as text", quoted(Long.toString(now + 3_600)));
        time("exp", "expiry true", "true");
        time("exp", "expiry a list", "[" + (now + 3_600) + "]");
        time("exp", "expiry an object", "{}");
        time("exp", "expired a second ago", Long.toString(now - 1));
        time("exp", "expires this very moment", Long.toString(now));
        time("exp", "expiry in 1970", "0");
        time("exp", "expiry before 1970", "-1");
        time("exp", "expiry in milliseconds", Long.toString((now + 3_600) * 1_000));
        time("exp", "expiry beyond all numbers", "1e400");
        time("exp", "expiry of a thousand digits", "9".repeat(900));
        time("exp", "expiry not a number", "NaN");
        time("nbf", "not valid yet", Long.toString(now + 1));
        time("nbf", "not valid for years", Long.toString(now + 100_000_000));
        time("nbf", "begin as text", quoted(Long.toString(now)));
        time("nbf", "begin null", "null");
        time("iat", "issued as text", quoted("now"));
        String twice = claims("", "");
        tokens.put(
                "two expiries",
                sign(HEADER, twice.substring(0, twice.length() - 1) + ",\"exp\":" + (now + 9_000) + "}"));
    }

    private void time(String claim, String name, String value) {
        tokens.put(name, sign(HEADER, claims(claim, value)));
    }

    private void tenants() {
        time("tenant_id", "no tenant", "");
        time("tenant_id", "tenant null", "null");
        time("tenant_id", "tenant a number", "1");
        time("tenant_id", "tenant a list", "[" + quoted(id) + "]");
        time("tenant_id", "tenant an object", "{\"id\":" + quoted(id) + "}");
        time("tenant_id", "tenant true", "true");
        time("tenant_id", "tenant empty", quoted(""));
        time("tenant_id", "tenant with a trailing newline", quoted(id + "\\n"));
        time("tenant_id", "tenant with a leading space", quoted(" " + id));
        time("tenant_id", "tenant with a path", quoted("../" + id));
        time("tenant_id", "tenant with a key's sign", quoted(id + "#new"));
        time("tenant_id", "tenant of 51 letters", quoted("a".repeat(51)));
        time("tenant_id", "tenant with a null character", quoted(id + "\\u0000"));
        time("tenant_id", "tenant in small letters", quoted(id.toLowerCase(java.util.Locale.ROOT)));
        time("tenant_id", "a star for the tenant", quoted("*"));
        time("tenant_id", "another tenant's id with our hash", quoted(otherId));
        time("tenant_hash", "another tenant's hash with our id", quoted(otherHash));
        time("tenant_hash", "a hash of nobody", quoted("zz0000000000ff"));
        time("tenant_hash", "hash null", "null");
        time("tenant_hash", "hash a number", "12345678901234");
        time("tenant_hash", "hash empty", quoted(""));
        time("tenant_hash", "hash with a path", quoted("../tenants/x"));
        Map<String, String> unknown = new LinkedHashMap<>();
        unknown.put("tenant_id", quoted("NOBODY"));
        unknown.put("exp", Long.toString(now + 60));
        tokens.put("a tenant nobody knows", sign(HEADER, object(unknown)));
        Map<String, String> byHash = new LinkedHashMap<>();
        byHash.put("tenant_id", quoted(otherHash));
        byHash.put("exp", Long.toString(now + 60));
        tokens.put("a hash in place of the id", sign(HEADER, object(byHash)));
        Map<String, String> subject = new LinkedHashMap<>();
        subject.put("sub", quoted(id));
        subject.put("exp", Long.toString(now + 60));
        tokens.put("a tenant only as the subject", sign(HEADER, object(subject)));
        String claims = claims("", "");
        tokens.put(
                "two tenants",
                sign(HEADER, claims.substring(0, claims.length() - 1) + ",\"tenant_id\":" + quoted(otherId) + "}"));
        tokens.put(
                "two tenants, one of them escaped",
                sign(
                        HEADER,
                        claims.substring(0, claims.length() - 1) + ",\"tenant\\u005fid\":" + quoted(otherId) + "}"));
    }

    private void claimsOfOtherForms() {
        tokens.put("claims that are no JSON", sign(HEADER, "tenant_id=" + id));
        tokens.put("claims that are a list", sign(HEADER, "[" + claims("", "") + "]"));
        tokens.put("claims that are a text", sign(HEADER, quoted("x")));
        tokens.put("claims that are null", sign(HEADER, "null"));
        tokens.put("claims without an end", sign(HEADER, claims("", "").replace("}", "")));
        tokens.put("text after the claims", sign(HEADER, claims("", "") + "{}"));
        tokens.put("claims with single quotes", sign(HEADER, claims("", "").replace('"', '\'')));
        tokens.put("claims nested too deep", sign(HEADER, claims("x", "[".repeat(500) + "]".repeat(500))));
        tokens.put(
                "claims in UTF-16", part(HEADER) + "." + encode(claims("", "").getBytes(StandardCharsets.UTF_16)));
        byte[] broken = claims("email", quoted("x")).getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 3] = (byte) 0xC0;
        tokens.put("claims that are no UTF-8", signed(part(HEADER) + "." + encode(broken), "HmacSHA256", key));
    }

    private String sign(String header, String claims) {
        return sign(header, claims, "HmacSHA256", key);
    }

    private static String sign(String header, String claims, String algorithm, String key) {
        return signed(part(header) + "." + part(claims), algorithm, key);
    }

    private static String signed(String body, String algorithm, String key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return body + "." + encode(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String changed(String text, int at) {
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    /** The last of 43 letters has two bits that stand for nothing. */
    private static String respelled(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signature.charAt(42));
        return signature.substring(0, 42) + alphabet.charAt(last ^ 1);
    }
}
