package io.picasso.analytics.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks the maps, lists and scalars of an answer and writes them with any of Jackson's generators. */
final class Tree {
    private Tree() {}

    static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            writeNumber(number, generator);
        } else {
            generator.writeString(wellFormed(value.toString()));
        }
    }

    private static void writeNumber(Number number, JsonGenerator generator) throws IOException {
        if (number instanceof BigInteger whole) {
            generator.writeNumber(whole);
        } else if (number instanceof BigDecimal || number instanceof Double || number instanceof Float) {
            String plain = plain(number);
            if (plain.isEmpty()) {
                generator.writeNull();
            } else {
                generator.writeNumber(plain);
            }
        } else {
            generator.writeNumber(number.longValue());
        }
    }

    /** The text without halves of surrogate pairs, which are no signs and which the writers treat each in its own way. */
    static String wellFormed(String text) {
        boolean broken = text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        return broken ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text;
    }

    /** A number without an exponent; empty for what is not a number at all. */
    static String plain(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()).toPlainString() : "";
        }
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
