package io.picasso.analytics.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON with Jackson's token stream. Safe for many threads. */
public final class JacksonParser implements io.picasso.analytics.port.JsonParser {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonFactory FACTORY = factory(StreamReadConstraints.DEFAULT_MAX_STRING_LEN);

    private final JsonFactory factory;

    /** For messages and events. */
    public JacksonParser() {
        this(FACTORY);
    }

    private JacksonParser(JsonFactory factory) {
        this.factory = factory;
    }

    /** For documents that carry a file of some megabytes as a text. */
    public static JacksonParser forLongTexts() {
        return new JacksonParser(factory(Integer.MAX_VALUE));
    }

    private static JsonFactory factory(int longestText) {
        return JsonFactory.builder()
                // Only UTF-8 is read: bytes that look like UTF-16 are not guessed at.
                .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(1_000)
                        .maxStringLength(longestText)
                        .build())
                .build();
    }

    @Override
    public Reading<JsonValue> parse(byte[] text) {
        // Checked here because Jackson lets some sequences pass, such as an overlong slash.
        if (!isUtf8(text)) {
            return new Reading.Rejected<>(RejectionReason.INVALID_UTF8, "the bytes are not UTF-8");
        }
        int start = Arrays.mismatch(text, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        try (JsonParser parser = factory.createParser(text, start, text.length - start)) {
            if (parser.nextToken() == null) {
                return new Reading.Rejected<>(RejectionReason.MALFORMED_JSON, "the text is empty");
            }
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                return new Reading.Rejected<>(RejectionReason.MALFORMED_JSON, "more text after the JSON value");
            }
            return new Reading.Accepted<>(value);
        } catch (HalfSurrogate e) {
            return new Reading.Rejected<>(RejectionReason.INVALID_UTF8, "half a surrogate pair");
        } catch (StreamConstraintsException e) {
            return isTooDeep(e)
                    ? new Reading.Rejected<>(RejectionReason.NESTED_TOO_DEEP, "over " + MAX_DEPTH + " levels")
                    : new Reading.Rejected<>(RejectionReason.MALFORMED_JSON, "a number or name is too long");
        } catch (IOException e) {
            return new Reading.Rejected<>(RejectionReason.MALFORMED_JSON, place(e));
        }
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(whole(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = whole(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new JsonArray(elements);
    }

    /** An escape may name half a surrogate pair, which no UTF-8 can hold: stored, it would turn into another text. */
    private static String whole(String text) throws HalfSurrogate {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new HalfSurrogate();
                }
                i++;
            }
        }
        return text;
    }

    private static boolean isTooDeep(StreamConstraintsException e) {
        return e.getOriginalMessage().contains("nesting depth");
    }

    private static boolean isUtf8(byte[] text) {
        boolean ascii = true;
        for (byte b : text) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Where the text broke, without quoting it: it may hold personal data. */
    private static String place(IOException e) {
        if (e instanceof com.fasterxml.jackson.core.JsonProcessingException broken && broken.getLocation() != null) {
            return "broken at byte " + Math.max(0, broken.getLocation().getByteOffset());
        }
        return "the text ends early";
    }

    private static final class HalfSurrogate extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
