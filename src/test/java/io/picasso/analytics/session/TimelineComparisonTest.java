package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.session.TimelineComparison.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineComparisonTest {
    private static final Instant BEGIN = Instant.parse("2025-12-28T09:00:00.000Z");

    private static Event event(String session, int step, int second, String type, String payload) {
        return Core.event(
                """
                {"session_id":"%s","tenant_id":"DEM000001","tenant_hash":"de0123456789ab","step_number":%d,
                 "event_type":"%s","event_payload":%s,"client_timestamp":"%s"}""".formatted(session, step, type, payload, BEGIN.plusSeconds(second)), BEGIN.plusSeconds(60));
    }

    private static TimelineComparison compared(List<Event> one, List<Event> other) {
        return TimelineComparison.of(Timeline.of(one), Timeline.of(other));
    }

    private static List<Kind> kinds(List<Event> one, List<Event> other) {
        return compared(one, other).pairs().stream()
                .map(TimelineComparison.Pair::kind)
                .toList();
    }

    @Test
    void timesAndTheOrderOfMembersDoNotCount() {
        List<Event> one = List.of(event("s1", 1, 0, "CHAT_OPENED", "{\"a\":1,\"b\":2}"));
        List<Event> other = List.of(event("s2", 1, 30, "CHAT_OPENED", "{\"b\":2,\"a\":1}"));

        assertThat(kinds(one, other)).containsExactly(Kind.SAME);
        assertThat(compared(one, other).isSame()).isTrue();
    }

    @Test
    void whatDiffersIsChangedOrOnOneSideAlone() {
        List<Event> one = List.of(
                event("s1", 1, 0, "CHAT_OPENED", "{}"),
                event("s1", 2, 1, "MESSAGE_SENT", "{\"content_preview\":\"a\"}"),
                event("s1", 3, 2, "LINK_CLICKED", "{}"));
        List<Event> other = List.of(
                event("s2", 1, 0, "CHAT_OPENED", "{}"),
                event("s2", 2, 1, "MESSAGE_SENT", "{\"content_preview\":\"b\"}"),
                event("s2", 2, 2, "MESSAGE_RECEIVED", "{}"));

        assertThat(kinds(one, other)).containsExactly(Kind.SAME, Kind.CHANGED, Kind.ONLY_OTHER, Kind.ONLY_ONE);
        assertThat(compared(one, other).isSame()).isFalse();
    }

    @Test
    void equalOnesOfAStepFindEachOtherBeforeOthersOfTheirType() {
        List<Event> one =
                List.of(event("s1", 2, 0, "CTA_CLICKED", "{\"n\":1}"), event("s1", 2, 1, "CTA_CLICKED", "{\"n\":2}"));
        List<Event> other =
                List.of(event("s2", 2, 0, "CTA_CLICKED", "{\"n\":2}"), event("s2", 2, 1, "CTA_CLICKED", "{\"n\":3}"));

        assertThat(kinds(one, other)).containsExactly(Kind.CHANGED, Kind.SAME);
    }

    /** Seeded: the seed is printed with a failure. */
    @Test
    void everyEventStandsInExactlyOnePairAndAReplayIsTheSame() {
        Cases.forAll(200, random -> {
            List<Event> one = events("s1", random);
            List<Event> other = events("s2", random);
            TimelineComparison comparison = compared(one, other);
            List<Event> left = comparison.pairs().stream()
                    .flatMap(pair -> pair.one().stream())
                    .toList();
            List<Event> right = comparison.pairs().stream()
                    .flatMap(pair -> pair.other().stream())
                    .toList();

            assertThat(left).containsExactlyInAnyOrderElementsOf(one);
            assertThat(right).containsExactlyInAnyOrderElementsOf(other);
            assertThat(compared(other, one).count(Kind.SAME)).isEqualTo(comparison.count(Kind.SAME));
            assertThat(compared(one, one).isSame()).isTrue();
        });
    }

    private static List<Event> events(String session, Random random) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String type = random.nextBoolean() ? "CTA_CLICKED" : "LINK_CLICKED";
            events.add(event(session, 1 + random.nextInt(3), i, type, "{\"n\":" + random.nextInt(3) + "}"));
        }
        Collections.shuffle(events, random);
        return events;
    }
}
