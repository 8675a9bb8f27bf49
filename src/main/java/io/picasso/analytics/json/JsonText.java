package io.picasso.analytics.json;

import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON values as text.
 *
 * <p>Compact: no white space, members in their own order, numbers as they came. Canonical: members sorted by name, and
 * equal numbers written equally ({@code 1}, {@code 1.0} and {@code 1e0} are one number), so that two values that mean
 * the same are the same text.
 */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** The compact form. */
    public static String compact(JsonValue value) {
        StringBuilder out = new StringBuilder(256);
        write(value, false, out);
        return out.toString();
    }

    /** The most bytes of UTF-8 that the compact form can take; near enough to tell what is small. */
    public static long longest(JsonValue value) {
        if (value instanceof JsonString string) {
            // Six bytes for an escape, and the quotes.
            return 6L * string.value().length() + 2;
        }
        if (value instanceof JsonNumber number) {
            return number.text().length();
        }
        long size = 5;
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                size += 6L * member.getKey().length() + 4 + longest(member.getValue());
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue element : array.elements()) {
                size += 1 + longest(element);
            }
        }
        return size;
    }

    /** Appends the canonical form. */
    public static void canonical(JsonValue value, StringBuilder out) {
        write(value, true, out);
    }

    /** Appends a string with its quotes. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        // Nearly every text has nothing to escape and is appended at once.
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, done, i);
                done = i + 1;
                escape(c, out);
            }
        }
        if (done == 0) {
            out.append(text);
        } else {
            out.append(text, done, text.length());
        }
        out.append('"');
    }

    private static void write(JsonValue value, boolean canonical, StringBuilder out) {
        if (value instanceof JsonObject object) {
            object(object, canonical, out);
        } else if (value instanceof JsonString string) {
            quote(string.value(), out);
        } else if (value instanceof JsonNumber number) {
            out.append(canonical ? canonicalNumber(number.text()) : number.text());
        } else if (value instanceof JsonArray array) {
            array(array.elements(), canonical, out);
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else if (value instanceof JsonNull) {
            out.append("null");
        }
    }

    private static void object(JsonObject object, boolean canonical, StringBuilder out) {
        Map<String, JsonValue> members = object.members();
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonValue> member :
                (canonical && members.size() > 1 ? new TreeMap<>(members) : members).entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            quote(member.getKey(), out);
            out.append(':');
            write(member.getValue(), canonical, out);
        }
        out.append('}');
    }

    private static void array(Collection<JsonValue> elements, boolean canonical, StringBuilder out) {
        out.append('[');
        boolean first = true;
        for (JsonValue element : elements) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(element, canonical, out);
        }
        out.append(']');
    }

    private static String canonicalNumber(String text) {
        if (isPlainInteger(text)) {
            return text;
        }
        return new JsonNumber(text)
                .decimal()
                .map(number -> number.stripTrailingZeros())
                // Never toPlainString for all: 1e900 would be written with 900 zeros.
                .map(number -> number.scale() <= 0 && number.scale() > -18 ? number.toPlainString() : number.toString())
                .orElse(text);
    }

    private static boolean isPlainInteger(String text) {
        if (text.length() > 18 || text.equals("-0")) {
            return false;
        }
        for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }
}
