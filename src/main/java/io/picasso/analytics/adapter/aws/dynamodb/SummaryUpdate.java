package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one update that turns a stored summary into the fold: scalars are set, counters get the difference added, and it
 * holds only while the stored row is what the difference was taken from.
 *
 * <p>Names and values are made together with the clauses that use them, because DynamoDB refuses an expression with a
 * name or value that it does not use.
 */
record SummaryUpdate(
        String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    /** No row yet: nobody may have made one in between. */
    static final String IF_ABSENT = "attribute_not_exists(pk)";

    /**
     * The row that was read. The count alone would do if events were only added; but a better delivery of one replaces
     * the other without changing the count, and an older fold must not be written over what came of that. For the same
     * reason first question, outcome and form are compared too, each present or absent as it was.
     */
    static final String IF_UNCHANGED = "(event_count = :event_count_was OR attribute_not_exists(event_count))"
            + " AND started_at = :started_at_was AND ended_at = :ended_at_was";

    static SummaryUpdate of(Optional<SessionSummary> stored, SessionSummary folded) {
        return new Clauses().build(stored, folded);
    }

    private static final class Clauses {
        private final List<String> set = new ArrayList<>();
        private final List<String> add = new ArrayList<>();
        private final List<String> remove = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();

        SummaryUpdate build(Optional<SessionSummary> stored, SessionSummary folded) {
            once("session_id", folded.session().value());
            once("tenant_id", folded.tenant().id());
            set("started_at", Attributes.text(UtcTime.format(folded.startedAt())));
            set("ended_at", Attributes.text(UtcTime.format(folded.endedAt())));
            names.put("#ttl", "ttl");
            values.put(":ttl", Attributes.number(folded.ttl()));
            set.add("#ttl = :ttl");
            optional("first_question", folded.firstQuestion(), stored.flatMap(SessionSummary::firstQuestion));
            optional(
                    "outcome",
                    folded.settledOutcome().map(Outcome::label),
                    stored.flatMap(SessionSummary::settledOutcome).map(Outcome::label));
            optional("form_id", folded.formId(), stored.flatMap(SessionSummary::formId));
            if (folded.formStarted()) {
                set("form_started", Attributes.flag(true));
            }
            counters(
                    folded.counters().minus(stored.map(SessionSummary::counters).orElse(Counters.ZERO)));
            return new SummaryUpdate(expression(), condition(stored), names, values);
        }

        private void counters(Counters difference) {
            add("event_count", difference.events());
            add("message_count", difference.messages());
            add("user_message_count", difference.userMessages());
            add("bot_message_count", difference.botMessages());
            add("total_response_time_ms", difference.responseTimeMs());
            add("response_count", difference.responses());
        }

        private String condition(Optional<SessionSummary> stored) {
            if (stored.isEmpty()) {
                return IF_ABSENT;
            }
            values.put(
                    ":event_count_was",
                    Attributes.number(stored.get().counters().events()));
            values.put(
                    ":started_at_was",
                    Attributes.text(UtcTime.format(stored.get().startedAt())));
            values.put(
                    ":ended_at_was", Attributes.text(UtcTime.format(stored.get().endedAt())));
            return IF_UNCHANGED
                    + unchanged("first_question", stored.get().firstQuestion())
                    + unchanged("outcome", stored.get().settledOutcome().map(Outcome::label))
                    + unchanged("form_id", stored.get().formId());
        }

        private String unchanged(String name, Optional<String> was) {
            was.ifPresent(text -> values.put(":" + name + "_was", Attributes.text(text)));
            return was.isPresent()
                    ? " AND " + name + " = :" + name + "_was"
                    : " AND attribute_not_exists(" + name + ")";
        }

        private String expression() {
            return "SET " + String.join(", ", set) + " ADD " + String.join(", ", add)
                    + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
        }

        private void once(String name, String value) {
            values.put(":" + name, Attributes.text(value));
            set.add(name + " = if_not_exists(" + name + ", :" + name + ")");
        }

        private void set(String name, AttributeValue value) {
            values.put(":" + name, value);
            set.add(name + " = :" + name);
        }

        private void optional(String name, Optional<String> value, Optional<String> was) {
            value.ifPresent(text -> set(name, Attributes.text(text)));
            if (value.isEmpty() && was.isPresent()) {
                remove.add(name);
            }
        }

        private void add(String name, long difference) {
            values.put(":" + name, Attributes.number(difference));
            add.add(name + " :" + name);
        }
    }
}
