package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The update that makes a summary's row exactly the fold. It sets the counters instead of adding to them: a row that is
 * wrong in a way that no difference tells, such as a message count of its own, becomes right too. Safe beside writers
 * that add, because it holds only on the whole row that was read.
 */
record SummaryReplacement(
        String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final String WAS = "_was";

    static SummaryReplacement of(Optional<Map<String, AttributeValue>> stored, SessionSummary folded) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> set = new ArrayList<>();
        attributes(folded).forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
            set.add("#" + name + " = :" + name);
        });
        List<String> remove = RowCondition.OF_SUMMARY.stream()
                .filter(name -> !names.containsKey("#" + name))
                .map(name -> "#" + name)
                .toList();
        remove.forEach(name -> names.put(name, name.substring(1)));
        Optional<RowCondition> unchanged = stored.map(row -> RowCondition.unchanged(RowCondition.OF_SUMMARY, row, WAS));
        unchanged.ifPresent(condition -> {
            names.putAll(condition.names());
            values.putAll(condition.values());
        });
        return new SummaryReplacement(
                "SET " + String.join(", ", set) + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove)),
                unchanged.map(RowCondition::expression).orElse(SummaryUpdate.IF_ABSENT),
                names,
                values);
    }

    private static Map<String, AttributeValue> attributes(SessionSummary folded) {
        Counters counters = folded.counters();
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        row.put("session_id", Attributes.text(folded.session().value()));
        row.put("tenant_id", Attributes.text(folded.tenant().id()));
        row.put("started_at", Attributes.text(UtcTime.format(folded.startedAt())));
        row.put("ended_at", Attributes.text(UtcTime.format(folded.endedAt())));
        row.put("event_count", Attributes.number(counters.events()));
        row.put("message_count", Attributes.number(counters.messages()));
        row.put("user_message_count", Attributes.number(counters.userMessages()));
        row.put("bot_message_count", Attributes.number(counters.botMessages()));
        row.put("total_response_time_ms", Attributes.number(counters.responseTimeMs()));
        row.put("response_count", Attributes.number(counters.responses()));
        row.put("ttl", Attributes.number(folded.ttl()));
        folded.firstQuestion().ifPresent(text -> row.put("first_question", Attributes.text(text)));
        folded.settledOutcome().map(Outcome::label).ifPresent(text -> row.put("outcome", Attributes.text(text)));
        if (folded.formStarted()) {
            row.put("form_started", Attributes.flag(true));
        }
        folded.formId().ifPresent(text -> row.put("form_id", Attributes.text(text)));
        return row;
    }
}
