package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.port.FormSubmissions.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One update of a lead. Names and values are made from the same clauses, so that none is bound and not used.
 *
 * @param condition the lead is there and is as the change requires
 */
record LeadUpdate(String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    /** The lead is there, is the tenant's, and is not past its end. */
    private static final String OURS_AND_NOT_OVER =
            "tenant_id = :tenant AND (attribute_not_exists(#ttl) OR #ttl > :now)";

    static LeadUpdate of(String tenantId, Change change, Instant now) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> set = new ArrayList<>();
        new TreeMap<>(change.values()).forEach((name, text) -> {
            names.put("#" + name, name);
            values.put(":" + name, Attributes.text(text));
            set.add("#" + name + " = :" + name);
        });
        Set<String> removed = new TreeSet<>(change.removed());
        if (!change.keepsExpiry()) {
            change.expiry()
                    .ifPresentOrElse(
                            seconds -> {
                                values.put(":ttl", Attributes.number(seconds));
                                set.add("#ttl = :ttl");
                            },
                            () -> removed.add("ttl"));
        }
        removed.forEach(name -> names.put("#" + name, name));
        values.put(":tenant", Attributes.text(tenantId));
        names.put("#ttl", "ttl");
        values.put(":now", Attributes.number(now.getEpochSecond()));
        List<String> conditions = new ArrayList<>(List.of(OURS_AND_NOT_OVER));
        change.requiredStatus().ifPresent(status -> {
            values.put(":required_status", Attributes.text(status));
            conditions.add("pipeline_status = :required_status");
        });
        change.requiredNotes().ifPresent(notes -> {
            values.put(":required_notes", Attributes.text(notes));
            conditions.add(
                    notes.isEmpty()
                            ? "(attribute_not_exists(internal_notes) OR internal_notes = :required_notes)"
                            : "internal_notes = :required_notes");
        });
        String remove = removed.isEmpty()
                ? ""
                : " REMOVE "
                        + String.join(
                                ", ", removed.stream().map(name -> "#" + name).toList());
        return new LeadUpdate(
                "SET " + String.join(", ", set) + remove, String.join(" AND ", conditions), names, values);
    }
}
