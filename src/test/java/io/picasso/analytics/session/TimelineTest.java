package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.session.Timeline.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant RECEIVED = Instant.parse("2025-12-28T09:30:00.000Z");

    private static Event event(int step, String time, String type, String payload) {
        return Core.event("""
                {"session_id":"s1","tenant_id":"DEM000001","tenant_hash":"de0123456789ab","step_number":%d,
                 "event_type":"%s","event_payload":%s,"client_timestamp":"%s"}""".formatted(step, type, payload, time), RECEIVED);
    }

    private static Event said(int step, String time, String text) {
        return event(step, time, "MESSAGE_SENT", "{\"content_preview\":\"" + text + "\"}");
    }

    private static List<List<Mark>> marks(Event... events) {
        return Timeline.of(List.of(events)).entries().stream().map(Entry::marks).toList();
    }

    @Test
    void entriesStandInStepOrderWithTheTimeBetweenThem() {
        Event first = said(1, "2025-12-28T09:15:00.000Z", "a");
        Event answer = event(2, "2025-12-28T09:15:03.500Z", "MESSAGE_RECEIVED", "{}");
        Event question = said(2, "2025-12-28T09:15:02.000Z", "b");

        Timeline timeline = Timeline.of(List.of(answer, first, question));

        assertThat(timeline.entries()).extracting(Entry::event).containsExactly(first, question, answer);
        assertThat(timeline.entries())
                .extracting(entry -> entry.gap().map(Duration::toMillis).orElse(-1L))
                .containsExactly(-1L, 2_000L, 1_500L);
        assertThat(timeline.entries())
                .allSatisfy(entry -> assertThat(entry.marks()).isEmpty());
    }

    @Test
    void theOrderOfTheRowsMakesNoDifference() {
        List<Event> rows = new java.util.ArrayList<>(List.of(
                said(1, "2025-12-28T09:15:00Z", "a"),
                said(1, "2025-12-28T09:15:09Z", "a"),
                said(4, "2025-12-28T09:14:00Z", "b"),
                said(4, "not a time", "c"),
                said(4, "2025-12-28T09:14:00Z", "b")));
        Timeline timeline = Timeline.of(rows);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rows, new Random(seed));
            assertThat(Timeline.of(rows)).as("seed " + seed).isEqualTo(timeline);
        }
    }

    @Test
    void anEventSentAgainWithANewClockIsMarkedAsARepeat() {
        assertThat(marks(
                        said(1, "2025-12-28T09:15:00Z", "a"),
                        said(1, "2025-12-28T09:15:01Z", "a"),
                        said(1, "2025-12-28T09:15:02Z", "b"),
                        said(2, "2025-12-28T09:15:03Z", "a")))
                .containsExactly(List.of(), List.of(Mark.REPEAT), List.of(), List.of());
    }

    @Test
    void equalPayloadsInAnotherSpellingAreARepeat() {
        assertThat(marks(
                        event(1, "2025-12-28T09:15:00Z", "CTA_CLICKED", "{\"a\":1,\"b\":2}"),
                        event(1, "2025-12-28T09:15:01Z", "CTA_CLICKED", "{\"b\":2.0,\"a\":1}")))
                .containsExactly(List.of(), List.of(Mark.REPEAT));
    }

    @Test
    void oneEventUnderTwoKeysIsOneEntryMarkedAsARepeat() {
        Event event = said(1, "2025-12-28T09:15:00Z", "a");

        assertThat(marks(event, event)).containsExactly(List.of(Mark.REPEAT));
    }

    @Test
    void aClockThatIsNotBelievableIsMarked() {
        assertThat(marks(said(1, "1999-01-01T00:00:00Z", "a"))).containsExactly(List.of(Mark.CLOCK_SKEWED));
    }

    @Test
    void aClockThatGoesBackIsMarkedAndItsGapIsNegative() {
        Timeline timeline =
                Timeline.of(List.of(said(1, "2025-12-28T09:15:02Z", "a"), said(2, "2025-12-28T09:15:00Z", "b")));

        assertThat(timeline.entries().get(1).marks()).containsExactly(Mark.CLOCK_BACK);
        assertThat(timeline.entries().get(1).gap()).contains(Duration.ofSeconds(-2));
    }

    @Test
    void fiveMinutesAreALongSilence() {
        assertThat(marks(
                        said(1, "2025-12-28T09:15:00.000Z", "a"),
                        said(2, "2025-12-28T09:19:59.999Z", "b"),
                        said(3, "2025-12-28T09:24:59.999Z", "c")))
                .containsExactly(List.of(), List.of(), List.of(Mark.LONG_SILENCE));
    }

    @Test
    void holesInTheStepNumbersAreSaid() {
        Timeline timeline = Timeline.of(List.of(
                said(3, "2025-12-28T09:15:00Z", "a"),
                said(3, "2025-12-28T09:15:01Z", "b"),
                said(7, "2025-12-28T09:15:02Z", "c"),
                said(9, "2025-12-28T09:15:03Z", "d")));

        assertThat(timeline.missingSteps())
                .extracting(MissingSteps::toString)
                .containsExactly("steps 1-2 missing", "steps 4-6 missing", "step 8 missing");
        assertThat(timeline.entries().get(2).missingBefore()).contains(new MissingSteps(4, 6));
    }

    @Test
    void eventsWithoutANumberLeaveNoHole() {
        assertThat(Timeline.of(List.of(
                                said(0, "2025-12-28T09:15:00Z", "a"),
                                said(0, "2025-12-28T09:15:01Z", "b"),
                                said(1, "2025-12-28T09:15:02Z", "c")))
                        .missingSteps())
                .isEmpty();
    }
}
