package io.picasso.analytics.adapter.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item weighs by DynamoDB's rules, and what writing it costs. */
final class ItemSize {
    private static final int UNIT_BYTES = 1024;

    /** No number takes more, and ours take about as much. */
    private static final int LONGEST_NUMBER_BYTES = 21;

    private ItemSize() {}

    /** Names and values in UTF-8; numbers are taken at their length, which is never too little for whole ones. */
    static int bytes(Map<String, AttributeValue> item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> entry : item.entrySet()) {
            size += utf8Length(entry.getKey()) + bytes(entry.getValue());
        }
        return size;
    }

    private static int bytes(AttributeValue value) {
        if (value.s() != null) {
            return utf8Length(value.s());
        }
        return value.n() != null ? Math.min(value.n().length(), LONGEST_NUMBER_BYTES) : 1;
    }

    /** Write units of one put or update: one for each begun kilobyte. */
    static int units(int bytes) {
        return Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A pair of surrogates is four bytes: two for each half.
                length += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return length;
    }
}
