package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A summary and its item. */
final class SummaryItem {
    private SummaryItem() {}

    /** The key of an item; empty when it is not a summary's, such as an anchor. */
    static Optional<SummaryKey> key(Map<String, AttributeValue> item) {
        String partition = Attributes.text(item, "pk");
        return partition.startsWith("TENANT#")
                ? SummaryKey.parse(partition.substring("TENANT#".length()), Attributes.text(item, "sk"))
                : Optional.empty();
    }

    static SessionSummary read(SummaryKey key, Map<String, AttributeValue> item) {
        SessionId session = key.session();
        return new SessionSummary(
                new Tenant(
                        Attributes.find(item, "tenant_id").filter(Tenant::isId).orElse(key.tenantHash()),
                        key.tenantHash()),
                session,
                UtcTime.parse(Attributes.text(item, "started_at")).orElse(key.anchoredAt()),
                UtcTime.parse(Attributes.text(item, "ended_at")).orElse(key.anchoredAt()),
                new Counters(
                        count(item, "event_count"),
                        count(item, "user_message_count"),
                        count(item, "bot_message_count"),
                        count(item, "total_response_time_ms"),
                        count(item, "response_count")),
                Attributes.find(item, "first_question"),
                Attributes.find(item, "outcome").flatMap(Outcome::parse),
                Attributes.flag(item, "form_started"),
                Attributes.find(item, "form_id"),
                Attributes.wholeNumber(item, "ttl").orElse(Long.MAX_VALUE));
    }

    /** The item of a summary that is written for the first time; as {@link SummaryUpdate} makes it. */
    static Map<String, AttributeValue> write(SummaryKey key, SessionSummary summary) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", Attributes.text(key.partition()));
        item.put("sk", Attributes.text(key.sort()));
        item.put("session_id", Attributes.text(summary.session().value()));
        item.put("tenant_id", Attributes.text(summary.tenant().id()));
        item.put("started_at", Attributes.text(UtcTime.format(summary.startedAt())));
        item.put("ended_at", Attributes.text(UtcTime.format(summary.endedAt())));
        item.put("ttl", Attributes.number(summary.ttl()));
        summary.firstQuestion().ifPresent(text -> item.put("first_question", Attributes.text(text)));
        summary.settledOutcome().ifPresent(outcome -> item.put("outcome", Attributes.text(outcome.label())));
        summary.formId().ifPresent(form -> item.put("form_id", Attributes.text(form)));
        if (summary.formStarted()) {
            item.put("form_started", Attributes.flag(true));
        }
        Counters counters = summary.counters();
        item.put("event_count", Attributes.number(counters.events()));
        item.put("message_count", Attributes.number(counters.messages()));
        item.put("user_message_count", Attributes.number(counters.userMessages()));
        item.put("bot_message_count", Attributes.number(counters.botMessages()));
        item.put("total_response_time_ms", Attributes.number(counters.responseTimeMs()));
        item.put("response_count", Attributes.number(counters.responses()));
        return item;
    }

    private static long count(Map<String, AttributeValue> item, String name) {
        return Attributes.wholeNumber(item, name).orElse(0L);
    }
}
