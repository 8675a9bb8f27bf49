package io.picasso.analytics.adapter.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values, written and read. */
final class Attributes {
    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }

    static AttributeValue flag(boolean value) {
        return AttributeValue.builder().bool(value).build();
    }

    /** The text; empty text when the attribute is absent or of another type. */
    static String text(Map<String, AttributeValue> item, String name) {
        return find(item, name).orElse("");
    }

    static Optional<String> find(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    static boolean flag(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::bool).orElse(false);
    }

    /** The number, cut to a whole one; empty when the attribute is absent or no number. */
    static Optional<Long> wholeNumber(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::n)
                .map(text -> new java.math.BigDecimal(text).longValue());
    }
}
