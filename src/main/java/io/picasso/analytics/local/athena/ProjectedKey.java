package io.picasso.analytics.local.athena;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values a partition key may have. */
interface ProjectedKey {
    /** The value that a folder's text stands for; empty when it is not projected. */
    Optional<String> read(String text);

    /**
     * Reads a key's projection from the table's properties.
     *
     * @throws AthenaRefusal when it is missing, or of a type not known here
     */
    static ProjectedKey of(String key, Map<String, String> properties) {
        String prefix = "projection." + key + ".";
        String type = properties.getOrDefault(prefix + "type", "").toLowerCase(Locale.ROOT);
        switch (type) {
            case "enum":
                String values = required(properties, prefix + "values");
                return oneOf(new TreeSet<>(
                        Arrays.stream(values.split(",")).map(String::strip).toList()));
            case "integer":
                String[] range = required(properties, prefix + "range").split(",");
                try {
                    long from = Long.parseLong(range[0].strip());
                    long to = Long.parseLong(range[1].strip());
                    int digits = Integer.parseInt(properties.getOrDefault(prefix + "digits", "1"));
                    return between(from, to, digits);
                } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                    throw AthenaRefusal.invalid(prefix + "range must be two whole numbers, and digits one");
                }
            default:
                throw AthenaRefusal.invalid(prefix + "type is '" + type + "', but must be enum or integer here");
        }
    }

    private static ProjectedKey oneOf(Set<String> values) {
        return text -> values.contains(text) ? Optional.of(text) : Optional.empty();
    }

    /** Written with that many digits: with two, the folder of 3 is {@code 03} and no other. */
    private static ProjectedKey between(long from, long to, int digits) {
        return text -> {
            if (!text.matches("\\d{1,18}")) {
                return Optional.empty();
            }
            long value = Long.parseLong(text);
            boolean written = text.equals(String.format(Locale.ROOT, "%0" + digits + "d", value));
            return written && value >= from && value <= to ? Optional.of(Long.toString(value)) : Optional.empty();
        };
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.getOrDefault(key, "");
        if (value.isBlank()) {
            throw AthenaRefusal.invalid("the table property " + key + " must be given and not be empty");
        }
        return value;
    }
}
