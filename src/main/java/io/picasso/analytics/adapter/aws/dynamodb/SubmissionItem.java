package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.FormSubmissions.Submission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the item of a form submission, in each of the forms in which it was ever written. */
final class SubmissionItem {
    private SubmissionItem() {}

    static Submission read(Map<String, AttributeValue> item) {
        JsonObject contact = contact(map(item, "contact"));
        return new Submission(
                Attributes.text(item, "submission_id"),
                text(item, "session_id"),
                Attributes.text(item, "form_id"),
                text(item, "form_title").orElse(Attributes.text(item, "form_id")),
                text(item, "submitted_at").orElse(Attributes.text(item, "timestamp")),
                contact,
                text(item, "comments"),
                answers(item),
                text(item, "pipeline_status").orElse("new"),
                Attributes.text(item, "internal_notes"),
                text(item, "processed_by"),
                text(item, "contacted_at"),
                text(item, "archived_at"),
                text(item, "updated_at"),
                first(item, "program_id"),
                first(item, "zip_code").or(() -> first(item, "zip")));
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Attributes.find(item, name).filter(text -> !text.isEmpty());
    }

    private static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value != null && value.hasM() ? value.m() : Map.of();
    }

    /** The attribute itself, or the field of the form that has its name. */
    private static Optional<String> first(Map<String, AttributeValue> item, String name) {
        return text(item, name)
                .or(() -> Optional.ofNullable(map(item, "form_data").get(name))
                        .map(SubmissionItem::shown)
                        .filter(text -> !text.isEmpty()));
    }

    private static JsonObject contact(Map<String, AttributeValue> fields) {
        Map<String, JsonValue> contact = new LinkedHashMap<>();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (value.s() != null) {
                contact.put(name, new JsonString(value.s()));
            }
        });
        return new JsonObject(contact);
    }

    /** With labels where they are, as people read them. */
    private static Map<String, String> answers(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> fields = Stream.of("form_data_display", "form_data_labeled", "form_data")
                .map(name -> map(item, name))
                .filter(map -> !map.isEmpty())
                .findFirst()
                .orElse(Map.of());
        Map<String, String> answers = new LinkedHashMap<>();
        new TreeMap<>(fields).forEach((label, value) -> {
            // A labelled field is {type, value}.
            AttributeValue labelled = value.hasM() ? value.m().get("value") : null;
            answers.put(label, shown(labelled == null ? value : labelled));
        });
        return answers;
    }

    private static String shown(AttributeValue value) {
        if (value.s() != null) {
            return value.s();
        }
        if (value.n() != null) {
            return value.n();
        }
        if (value.bool() != null) {
            return value.bool() ? "yes" : "no";
        }
        if (value.hasL()) {
            return value.l().stream().map(SubmissionItem::shown).collect(Collectors.joining(", "));
        }
        if (value.hasSs()) {
            return String.join(", ", value.ss());
        }
        if (value.hasM()) {
            return new TreeMap<>(value.m())
                    .values().stream()
                            .map(SubmissionItem::shown)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", "));
        }
        return "";
    }
}
