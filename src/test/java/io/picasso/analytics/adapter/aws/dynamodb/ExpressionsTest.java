package io.picasso.analytics.adapter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every expression, whole, with the fault it prevents. The contract of the session tables executes each of them; this
 * keeps anybody from changing one without knowing what it is for.
 */
class ExpressionsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("[:#][a-z_]+");
    private static final Instant TIME = Instant.parse("2025-12-28T09:15:02.481Z");

    /** Without the condition, a late delivery timed by our clock moves an event whose producer's time is known. */
    @Test
    void aDeliveryTimedByOurClockReplacesOnlyAWorseOne() {
        assertThat(EventPuts.IF_BETTER)
                .isEqualTo("attribute_not_exists(pk) OR (clock_skewed = :true AND #timestamp > :timestamp)");
    }

    /** Without the second half, a probe or a marker in the session's partition is read as an event. */
    @Test
    void onlyStepsAreReadOfASession() {
        assertThat(DynamoDbSessionStore.SESSION_EVENTS).isEqualTo("pk = :pk AND begins_with(sk, :step)");
    }

    /** With a bare {@code timestamp} or {@code ttl}, reserved words, DynamoDB refuses the scan. */
    @Test
    void ofAWholeTableOnlyWhatLeadsToItsRowsIsRead() {
        assertThat(DynamoDbSessionRows.WHAT_LEADS_TO_A_ROW).isEqualTo("pk, sk, tenant_hash, #timestamp, #ttl");
    }

    /** With an end such as {@code SESSION#date#~} the last day is cut off: '#' sorts before 'T'. */
    @Test
    void aRangeIsBetweenTheBoundsOfTwoInstants() {
        assertThat(DynamoDbSessionStore.SUMMARIES_BETWEEN).isEqualTo("pk = :pk AND sk BETWEEN :from AND :to");
    }

    /**
     * Without if_not_exists each event that is processed first somewhere makes a summary row of its own; with a bare
     * {@code ttl}, a reserved word, DynamoDB refuses the whole update.
     */
    @Test
    void anAnchorIsFixedOnce() {
        assertThat(DynamoDbSessionStore.FIX_ANCHOR)
                .isEqualTo("SET started_at = if_not_exists(started_at, :started_at),"
                        + " session_id = if_not_exists(session_id, :session_id), #ttl = if_not_exists(#ttl, :ttl)");
    }

    /** Without the condition, two first writers both add their counts to a row that was empty to each of them. */
    @Test
    void aFirstSummaryIsAddedToNothing() {
        SummaryUpdate update = SummaryUpdate.of(Optional.empty(), bare(1));

        assertThat(update.condition()).isEqualTo("attribute_not_exists(pk)");
        assertThat(update.expression())
                .isEqualTo("SET session_id = if_not_exists(session_id, :session_id),"
                        + " tenant_id = if_not_exists(tenant_id, :tenant_id), started_at = :started_at,"
                        + " ended_at = :ended_at, #ttl = :ttl"
                        + " ADD event_count :event_count, message_count :message_count,"
                        + " user_message_count :user_message_count, bot_message_count :bot_message_count,"
                        + " total_response_time_ms :total_response_time_ms, response_count :response_count");
    }

    /** Without the condition, a difference is added to a row it was not taken from, and a redelivery counts twice. */
    @Test
    void aDifferenceIsAddedOnlyToTheRowItWasTakenFrom() {
        SummaryUpdate update = SummaryUpdate.of(Optional.of(full(4)), full(6));

        assertThat(update.condition())
                .isEqualTo("(event_count = :event_count_was OR attribute_not_exists(event_count))"
                        + " AND started_at = :started_at_was AND ended_at = :ended_at_was"
                        + " AND first_question = :first_question_was AND outcome = :outcome_was"
                        + " AND form_id = :form_id_was");
        assertThat(update.expression())
                .isEqualTo("SET session_id = if_not_exists(session_id, :session_id),"
                        + " tenant_id = if_not_exists(tenant_id, :tenant_id), started_at = :started_at,"
                        + " ended_at = :ended_at, #ttl = :ttl, first_question = :first_question,"
                        + " outcome = :outcome, form_id = :form_id, form_started = :form_started"
                        + " ADD event_count :event_count, message_count :message_count,"
                        + " user_message_count :user_message_count, bot_message_count :bot_message_count,"
                        + " total_response_time_ms :total_response_time_ms, response_count :response_count");
        assertThat(update.values().get(":event_count").n()).isEqualTo("2");
        assertThat(update.values().get(":event_count_was").n()).isEqualTo("4");
    }

    /** Without the removal, what the fold no longer says would stay in the row for ever. */
    @Test
    void whatTheFoldNoLongerSaysIsRemoved() {
        SummaryUpdate update = SummaryUpdate.of(Optional.of(full(4)), bare(4));

        assertThat(update.expression()).endsWith(" REMOVE first_question, outcome, form_id");
    }

    /** Without it, a row that somebody put again in a better form is deleted as if it were the one that was looked at. */
    @Test
    void aRowIsTheOneThatWasReadWhenEachAttributeIsAsItWas() {
        RowCondition condition = RowCondition.unchanged(
                RowCondition.OF_EVENT,
                Map.of(
                        "pk", Attributes.text("p"),
                        "tenant_hash", Attributes.text("h"),
                        "timestamp", Attributes.text("t"),
                        "clock_skewed", Attributes.flag(true)));

        assertThat(condition.expression())
                .isEqualTo("attribute_exists(pk) AND #tenant_hash = :tenant_hash AND attribute_not_exists(#tenant_id)"
                        + " AND attribute_not_exists(#session_id) AND attribute_not_exists(#step_number)"
                        + " AND attribute_not_exists(#event_type) AND #timestamp = :timestamp"
                        + " AND attribute_not_exists(#client_timestamp) AND #clock_skewed = :clock_skewed"
                        + " AND attribute_not_exists(#event_id) AND attribute_not_exists(#ga_client_id)"
                        + " AND attribute_not_exists(#event_payload)");
        assertThat(condition.values()).containsOnlyKeys(":tenant_hash", ":timestamp", ":clock_skewed");
    }

    /** Without the first half, the deletion of a row that was deleted meanwhile is taken for done. */
    @Test
    void anAnchorIsTheOneThatWasReadWhenItFixesTheSameTime() {
        assertThat(RowCondition.unchanged(RowCondition.OF_ANCHOR, Map.of("started_at", Attributes.text("t")))
                        .expression())
                .isEqualTo("attribute_exists(pk) AND #started_at = :started_at");
        assertThat(RowCondition.unchanged(RowCondition.OF_ANCHOR, Map.of()).expression())
                .isEqualTo("attribute_exists(pk) AND attribute_not_exists(#started_at)");
    }

    /** A difference cannot mend what is not made of differences; without the whole condition it would undo a writer. */
    @Test
    void aReplacedSummaryIsSetWholeAndOnlyOnTheRowThatWasRead() {
        SummaryReplacement update = SummaryReplacement.of(
                Optional.of(Map.of("event_count", Attributes.number(9), "form_id", Attributes.text("f"))), bare(4));

        assertThat(update.expression())
                .isEqualTo("SET #session_id = :session_id, #tenant_id = :tenant_id, #started_at = :started_at,"
                        + " #ended_at = :ended_at, #event_count = :event_count, #message_count = :message_count,"
                        + " #user_message_count = :user_message_count, #bot_message_count = :bot_message_count,"
                        + " #total_response_time_ms = :total_response_time_ms, #response_count = :response_count,"
                        + " #ttl = :ttl REMOVE #first_question, #outcome, #form_started, #form_id");
        assertThat(update.condition())
                .startsWith("attribute_exists(pk) AND attribute_not_exists(#session_id)")
                .contains(" AND #event_count = :event_count_was AND ")
                .endsWith(" AND #form_id = :form_id_was");
        assertThat(update.values().get(":event_count_was").n()).isEqualTo("9");
        assertThat(update.values().get(":event_count").n()).isEqualTo("4");
        assertThat(SummaryReplacement.of(Optional.empty(), bare(4)).condition()).isEqualTo("attribute_not_exists(pk)");
    }

    /** Text order is time order only down to the second, and the partition has anchors beside the summaries. */
    @Test
    void aTenantsRowsAreReadByItsIndexAndItsPartition() {
        assertThat(DynamoDbSessionRows.EVENTS_BETWEEN)
                .isEqualTo("tenant_hash = :tenant AND #timestamp BETWEEN :from AND :to");
        assertThat(DynamoDbSessionRows.ANCHORS).isEqualTo("pk = :pk AND begins_with(sk, :anchor)");
    }

    /** Without it, DynamoDB refuses the update: every event that is no message was lost that way once. */
    @Test
    void everyNameAndValueThatIsBoundIsUsedAndTheOtherWayRound() {
        for (Optional<SessionSummary> stored :
                List.of(Optional.<SessionSummary>empty(), Optional.of(bare(1)), Optional.of(full(1)))) {
            for (SessionSummary folded : List.of(bare(2), full(2))) {
                SummaryUpdate update = SummaryUpdate.of(stored, folded);
                TreeSet<String> bound = new TreeSet<>(update.values().keySet());
                bound.addAll(update.names().keySet());

                TreeSet<String> used = new TreeSet<>();
                PLACEHOLDER
                        .matcher(update.expression() + " " + update.condition())
                        .results()
                        .forEach(match -> used.add(match.group()));
                assertThat(bound).isEqualTo(used);
            }
        }
    }

    private static SessionSummary bare(long events) {
        return new SessionSummary(
                Core.TENANT,
                new SessionId("s"),
                TIME,
                TIME,
                new Counters(events, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                1);
    }

    private static SessionSummary full(long events) {
        return new SessionSummary(
                Core.TENANT,
                new SessionId("s"),
                TIME,
                TIME,
                new Counters(events, 1, 1, 100, 1),
                Optional.of("q"),
                Optional.of(Outcome.FORM_COMPLETED),
                true,
                Optional.of("f"),
                1);
    }
}
