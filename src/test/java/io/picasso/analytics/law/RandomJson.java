package io.picasso.analytics.law;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random JSON, and the many ways of writing one value: members in any order, white space, escapes, {@code 1.0} for
 * {@code 1}.
 */
public final class RandomJson {
    private static final String[] TEXTS = {
        "", " ", "a", "naïve", "日本語", "😀", "a\"b\\c/d", "line\nbreak\ttab", "\u0000\u001f\u007f", "\u2028", "e\u0301"
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "1000",
        "0.5",
        "-0.001",
        "12345678901234567",
        "123456789012345678901234567890",
        "3.14159265358979323846",
        "1e300",
        "1e-300"
    };

    /** What is written as null. */
    private enum Absent {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    private RandomJson() {}

    /** An object as a map of maps, lists, strings, numbers, truth values and nulls. */
    public static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(random), value(random, depth));
        }
        return members;
    }

    /** A text with anything in it that JSON may hold. */
    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(Cases.oneOf(random, TEXTS));
        }
        return text.append(random.nextInt(10)).toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text(random);
            case 1 -> new BigDecimal(Cases.oneOf(random, NUMBERS));
            case 2 -> BigDecimal.valueOf(random.nextInt(100_000) - 50_000L, random.nextInt(6));
            case 3 -> random.nextBoolean();
            case 4 -> Absent.NULL;
            case 5 -> object(random, depth - 1);
            default -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, depth - 1));
                }
                yield elements;
            }
        };
    }

    /** One of the ways to write the value. */
    public static String write(Object value, Random random) {
        StringBuilder out = new StringBuilder();
        write(value, random, out);
        return out.toString();
    }

    private static void write(Object value, Random random, StringBuilder out) {
        space(random, out);
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, random);
            String separator = "{";
            for (Map.Entry<?, ?> entry : entries) {
                out.append(separator);
                write(entry.getKey(), random, out);
                out.append(':');
                write(entry.getValue(), random, out);
                separator = ",";
            }
            out.append(entries.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                out.append(separator);
                write(element, random, out);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            string(string, random, out);
        } else if (value instanceof Long number) {
            // A time is kept as text, so that only its own spelling is the same time.
            out.append(number);
        } else if (value instanceof Number number) {
            out.append(number(new BigDecimal(number.toString()), random));
        } else {
            out.append(value);
        }
        space(random, out);
    }

    private static void space(Random random, StringBuilder out) {
        if (random.nextInt(8) == 0) {
            out.append(Cases.oneOf(random, " ", "\n", "\t", "\r\n"));
        }
    }

    private static void string(String string, Random random, StringBuilder out) {
        out.append('"');
        string.codePoints().forEach(c -> {
            if (c < 0x20 || c == '"' || c == '\\' || random.nextInt(6) == 0) {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
                }
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }

    /** One of the ways to write a number. */
    public static String number(BigDecimal number, Random random) {
        boolean small = Math.abs((long) number.scale()) < 40;
        return switch (random.nextInt(4)) {
            case 0 -> small ? number.toPlainString() : number.toString();
            case 1 -> number.unscaledValue() + "e" + -number.scale();
            case 2 -> number.unscaledValue() + ".0E" + (number.scale() > 0 ? "" : "+") + -number.scale();
            default -> small ? number.setScale(Math.max(number.scale(), 0) + 2).toPlainString() : number.toString();
        };
    }
}
