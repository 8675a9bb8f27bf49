package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * JSON values as maps, lists and scalars of an item. A number comes back as the same number, perhaps written in another
 * way; the members of an object come back in the order of their names.
 */
final class JsonAttributes {
    private JsonAttributes() {}

    static AttributeValue of(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, AttributeValue> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, of(member)));
            return AttributeValue.builder().m(members).build();
        }
        if (value instanceof JsonArray array) {
            return AttributeValue.builder()
                    .l(array.elements().stream().map(JsonAttributes::of).toList())
                    .build();
        }
        if (value instanceof JsonString string) {
            return Attributes.text(string.value());
        }
        if (value instanceof JsonNumber number) {
            return AttributeValue.builder().n(number.text()).build();
        }
        return value instanceof JsonBoolean flag
                ? Attributes.flag(flag.value())
                : AttributeValue.builder().nul(true).build();
    }

    /** The object; empty when the attribute is absent or no map. */
    static Optional<JsonObject> object(@Nullable AttributeValue value) {
        return value != null && value.hasM() ? Optional.of((JsonObject) read(value)) : Optional.empty();
    }

    private static JsonValue read(AttributeValue value) {
        return switch (value.type()) {
            case M -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                new TreeMap<>(value.m()).forEach((name, member) -> members.put(name, read(member)));
                yield new JsonObject(members);
            }
            case L -> {
                List<JsonValue> elements = new ArrayList<>();
                value.l().forEach(element -> elements.add(read(element)));
                yield new JsonArray(elements);
            }
            case S -> new JsonString(value.s());
            case N -> new JsonNumber(value.n());
            case BOOL -> new JsonBoolean(value.bool());
            // Sets and bytes are nothing we write; what somebody else wrote there is no value of ours.
            default -> JsonNull.NULL;
        };
    }
}
