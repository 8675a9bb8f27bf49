package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Core;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFoldTest {
    private static final Instant T0 = Instant.parse("2025-12-28T09:15:00Z");

    @Test
    void nothingHasNoSummary() {
        SessionFold fold = new SessionFold(new Retention(90));

        assertThat(fold.isEmpty()).isTrue();
        assertThat(fold.summary()).isEmpty();
    }

    @Test
    void startAndEndAreTheEarliestAndTheLatestTimeWhateverTheSteps() {
        SessionSummary summary = fold(at(9, 1, "CTA_CLICKED", ""), at(0, 5, "X", ""), at(4, 3, "X", ""));

        assertThat(summary.startedAt()).isEqualTo(T0);
        assertThat(summary.endedAt()).isEqualTo(T0.plusSeconds(9));
        assertThat(summary.duration()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void theRowExpiresWithItsLatestEvent() {
        assertThat(fold(at(0, 1, "X", ""), at(9, 2, "X", "")).ttl())
                .isEqualTo(T0.plusSeconds(9).plus(Duration.ofDays(90)).getEpochSecond());
    }

    @Test
    void messagesOfBothSidesAreCounted() {
        SessionSummary summary = fold(
                at(0, 1, "MESSAGE_SENT", ""),
                at(1, 1, "MESSAGE_RECEIVED", ""),
                at(2, 2, "MESSAGE_SENT", ""),
                at(3, 3, "UNKNOWN_TO_ALL", ""));

        assertThat(summary.counters()).isEqualTo(new Counters(4, 2, 1, 0, 0));
        assertThat(summary.counters().messages()).isEqualTo(3);
    }

    @Test
    void aQuestionAndItsAnswerOnOneStepAreTwoEvents() {
        assertThat(fold(at(0, 1, "MESSAGE_SENT", ""), at(0, 1, "MESSAGE_RECEIVED", ""))
                        .counters()
                        .events())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1",
        "0, -1",
        "0.0, -1",
        "0.5, 0",
        "1, 1",
        "1.9, 1",
        "1.1e3, 1100",
        "59999, 59999",
        "59999.9, 59999",
        "60000, -1",
        "60001, -1",
        "1e400, -1",
        "1e999999999, -1",
        "1e-999999999, -1",
        "\"1100\", -1",
        "true, -1",
        "null, -1",
        "[1], -1"
    })
    void aResponseTimeCountsOverNothingAndUnderAMinute(String written, long counted) {
        Counters counters = fold(at(0, 1, "MESSAGE_RECEIVED", "'response_time_ms':" + written.replace('"', '\'')))
                .counters();

        assertThat(counters.botMessages()).isEqualTo(1);
        assertThat(counters.responses()).isEqualTo(counted < 0 ? 0 : 1);
        assertThat(counters.responseTimeMs()).isEqualTo(Math.max(counted, 0));
    }

    @Test
    void onlyTheBotsResponseTimesCount() {
        assertThat(fold(at(0, 1, "MESSAGE_SENT", "'response_time_ms':1100"))
                        .counters()
                        .responses())
                .isZero();
    }

    @Test
    void theFirstQuestionIsTheOneOfTheLowestStepNotOfTheEarliestTime() {
        assertThat(fold(question(0, 3, "third"), question(9, 2, "second"), question(5, 4, "fourth"))
                        .firstQuestion())
                .contains("second");
    }

    @Test
    void onTheSameStepTheEarlierQuestionIsTheFirst() {
        assertThat(fold(question(9, 1, "later"), question(5, 1, "earlier")).firstQuestion())
                .contains("earlier");
    }

    @Test
    void aMessageWithoutAPreviewIsNoQuestion() {
        assertThat(fold(
                                at(0, 1, "MESSAGE_SENT", ""),
                                question(1, 2, ""),
                                question(2, 3, "   "),
                                at(3, 4, "MESSAGE_SENT", "'content_preview':5"),
                                question(4, 5, "Hello"))
                        .firstQuestion())
                .contains("Hello");
        assertThat(fold(at(0, 1, "MESSAGE_RECEIVED", "'content_preview':'an answer'"))
                        .firstQuestion())
                .isEmpty();
    }

    @Test
    void theFirstQuestionIsCutAtTwoHundredCharacters() {
        assertThat(fold(question(0, 1, "x".repeat(200))).firstQuestion()).contains("x".repeat(200));
        assertThat(fold(question(0, 1, "x".repeat(201))).firstQuestion()).contains("x".repeat(200));
    }

    @Test
    void theCutNeverLeavesHalfACharacter() {
        assertThat(fold(question(0, 1, "x".repeat(199) + "😀")).firstQuestion()).contains("x".repeat(199));
        assertThat(fold(question(0, 1, "x".repeat(198) + "😀!")).firstQuestion())
                .contains("x".repeat(198) + "😀");
    }

    @Test
    void aCompletedFormIsTheOutcomeWhateverElseHappened() {
        assertThat(outcome("LINK_CLICKED", "CTA_CLICKED", "FORM_ABANDONED", "FORM_COMPLETED"))
                .contains(Outcome.FORM_COMPLETED);
        assertThat(outcome("FORM_COMPLETED", "FORM_STARTED", "LINK_CLICKED")).contains(Outcome.FORM_COMPLETED);
    }

    @Test
    void ofALinkAndACtaTheEarlierIsTheOutcome() {
        assertThat(outcome("LINK_CLICKED", "CTA_CLICKED")).contains(Outcome.LINK_CLICKED);
        assertThat(outcome("CTA_CLICKED", "LINK_CLICKED")).contains(Outcome.CTA_CLICKED);
        assertThat(fold(at(9, 1, "LINK_CLICKED", ""), at(5, 2, "CTA_CLICKED", ""))
                        .settledOutcome())
                .as("earlier by the clock, not by the step")
                .contains(Outcome.CTA_CLICKED);
    }

    @Test
    void aClickIsAStrongerOutcomeThanAnAbandonedForm() {
        assertThat(outcome("FORM_STARTED", "FORM_ABANDONED", "CTA_CLICKED")).contains(Outcome.CTA_CLICKED);
    }

    @Test
    void aFormLeftOnPurposeIsAbandonedAtOnce() {
        assertThat(outcome("FORM_STARTED", "FORM_ABANDONED")).contains(Outcome.ABANDONED);
    }

    @Test
    void noEventElseDecidesAnything() {
        assertThat(outcome("MESSAGE_SENT", "SESSION_END", "FORM_VIEWED", "FORM_STARTED", "NEW_TYPE"))
                .isEmpty();
    }

    @Test
    void aStartedFormIsAbandonedAfterThirtyMinutesOfSilence() {
        SessionSummary summary = fold(at(0, 1, "FORM_STARTED", ""), at(60, 2, "MESSAGE_SENT", ""));
        Instant due = T0.plusSeconds(60).plus(Duration.ofMinutes(30));

        assertThat(summary.outcomeAt(due.minusMillis(1))).isEqualTo(Outcome.BROWSING);
        assertThat(summary.outcomeAt(due)).isEqualTo(Outcome.ABANDONED);
        assertThat(summary.outcomeAt(due.plus(Duration.ofDays(30)))).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void silenceChangesNoOtherOutcome() {
        Instant later = T0.plus(Duration.ofDays(1));

        assertThat(fold(at(0, 1, "MESSAGE_SENT", "")).outcomeAt(later)).isEqualTo(Outcome.BROWSING);
        assertThat(fold(at(0, 1, "FORM_STARTED", ""), at(1, 2, "CTA_CLICKED", ""))
                        .outcomeAt(later))
                .isEqualTo(Outcome.CTA_CLICKED);
        assertThat(fold(at(0, 1, "FORM_STARTED", ""), at(1, 2, "FORM_COMPLETED", ""))
                        .outcomeAt(later))
                .isEqualTo(Outcome.FORM_COMPLETED);
    }

    @Test
    void theFormIsTheOneCompletedLast() {
        assertThat(fold(
                                at(5, 1, "FORM_COMPLETED", "'form_id':'later'"),
                                at(2, 2, "FORM_COMPLETED", "'form_id':'earlier'"),
                                at(9, 3, "FORM_STARTED", "'form_id':'started'"))
                        .formId())
                .contains("later");
    }

    @Test
    void aCompletedFormThatDoesNotSayItsNameHasNone() {
        assertThat(fold(at(1, 1, "FORM_COMPLETED", "")).formId()).isEmpty();
        assertThat(fold(at(1, 1, "FORM_COMPLETED", "'form_id':''")).formId()).isEmpty();
        assertThat(fold(at(1, 1, "FORM_STARTED", "'form_id':'contact'")).formId())
                .isEmpty();
    }

    @Test
    void theTimelineIsInTheOrderOfStepsThenTimes() {
        List<Event> events = List.of(at(0, 2, "A", ""), at(9, 1, "B", ""), at(3, 1, "C", ""));

        assertThat(SessionFold.over(events, new Retention(90)).timeline())
                .extracting(event -> event.type().name())
                .containsExactly("C", "B", "A");
    }

    @Test
    void bothNamesOfBrowsingAreUnderstood() {
        assertThat(Outcome.parse("conversation")).contains(Outcome.BROWSING);
        assertThat(Outcome.parse("browsing")).contains(Outcome.BROWSING);
        assertThat(Outcome.parse("BROWSING")).isEmpty();
        assertThat(Arrays.stream(Outcome.values()).map(o -> Outcome.parse(o.label())))
                .containsExactly(
                        Arrays.stream(Outcome.values()).map(Optional::of).toArray(Optional[]::new));
    }

    private static Optional<Outcome> outcome(String... types) {
        List<Event> events = new ArrayList<>();
        for (String type : types) {
            events.add(at(events.size(), events.size(), type, ""));
        }
        return SessionFold.over(events, new Retention(90))
                .summary()
                .orElseThrow()
                .settledOutcome();
    }

    private static SessionSummary fold(Event... events) {
        return SessionFold.over(List.of(events), new Retention(90)).summary().orElseThrow();
    }

    private static Event question(int second, int step, String text) {
        return at(second, step, "MESSAGE_SENT", "'content_preview':'" + text + "'");
    }

    /** An event that many seconds after the start; the payload's members in single quotes. */
    private static Event at(int second, int step, String type, String payload) {
        Instant time = T0.plusSeconds(second);
        String text = "{'session_id':'s','tenant_id':'de0123456789ab','step_number':" + step + ",'timestamp':'" + time
                + "','event':{'type':'" + type + "','payload':{" + payload + "}}}";
        return Core.event(text.replace('\'', '"'), time);
    }
}
