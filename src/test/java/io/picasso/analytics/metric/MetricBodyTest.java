package io.picasso.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Cases;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions, on figures that can be checked by hand. */
class MetricBodyTest {
    private static final ZoneId CHICAGO = Zones.DEFAULT;

    private static SessionSlots slots(String... times) {
        SessionSlots slots = new SessionSlots();
        for (String time : times) {
            slots.add(Instant.parse(time), new SessionTally(1, 2, 1_100, 1));
        }
        return slots;
    }

    private static String text(JsonObject object) {
        return JsonText.compact(object);
    }

    @ParameterizedTest
    @CsvSource({
        "1,8,12.5,1",
        "1,16,6.2,1",
        "3,16,18.8,1",
        "1,3,33.3,1",
        "1,3,33.33,2",
        "0,5,0.0,1",
        "5,0,0.0,1",
        "3,2,150.0,1",
        "1,8,12.0,0"
    })
    void sharesAreRoundedHalfToEven(long part, long whole, String shown, int digits) {
        assertThat(Decimals.json(Decimals.percent(part, whole, digits)).text()).isEqualTo(shown);
    }

    @Test
    void theBinaryValueIsRoundedNotTheOneThatIsWritten() {
        assertThat(Decimals.round(0.15, 1)).isEqualByComparingTo("0.1");
        assertThat(Decimals.round(2.675, 2)).isEqualByComparingTo("2.67");
    }

    @Test
    void hoursAreThoseOfTheZoneOnBothSidesOfAChangeOfClocks() {
        // 9 o'clock in Chicago is 14:00 UTC before the change of 2 November 2025, and 15:00 after it.
        SessionSlots slots = slots(
                "2025-11-01T13:59:59.999Z",
                "2025-11-01T14:00:00Z",
                "2025-11-02T14:59:59Z",
                "2025-11-02T15:00:00Z",
                "2025-11-02T22:59:00Z",
                "2025-11-02T23:00:00Z");

        assertThat(slots.afterHours(CHICAGO)).isEqualByComparingTo("50");
        assertThat(slots.afterHours(ZoneId.of("UTC"))).isEqualByComparingTo("33.3");
        // Half hours count too: 9:00 in Kolkata is 3:30 UTC.
        assertThat(slots("2025-11-02T03:29:59Z", "2025-11-02T03:30:00Z").afterHours(ZoneId.of("Asia/Kolkata")))
                .isEqualByComparingTo("50");
    }

    @Test
    void theFirstOfTheHighestCellsIsThePeak() {
        JsonObject map = Heatmap.of(
                slots("2025-12-28T03:00:00Z", "2025-12-29T21:00:00Z", "2025-12-31T05:59:00Z"), ZoneId.of("UTC"));

        assertThat(text(map))
                .contains("\"peak\":{\"day\":\"Wed\",\"hour_block\":\"3AM\",\"count\":1},\"total_conversations\":3")
                .startsWith("{\"heatmap\":[{\"hour_block\":\"12AM\",\"data\":[{\"day\":\"Mon\",\"value\":0}");
        assertThat(text(Heatmap.of(slots(), CHICAGO))).contains("\"peak\":null,\"total_conversations\":0");
    }

    @Test
    void aTrendLeavesOutWhatIsEmptyAndMergesTheHoursOfDays() {
        SessionSlots slots =
                slots("2025-12-28T00:10:00Z", "2025-12-27T00:50:00Z", "2025-12-28T12:00:00Z", "2025-12-28T23:59:00Z");

        assertThat(text(Trend.of(slots, Granularity.HOUR)))
                .isEqualTo("{\"trend\":[{\"period\":\"12am\",\"value\":2},{\"period\":\"12pm\",\"value\":1},"
                        + "{\"period\":\"11pm\",\"value\":1}],\"legend\":\"Questions per hour\"}");
        assertThat(text(Trend.of(slots, Granularity.DAY)))
                .isEqualTo("{\"trend\":[{\"period\":\"Dec 27\",\"value\":1},{\"period\":\"Dec 28\",\"value\":3}],"
                        + "\"legend\":\"Questions per day\"}");
    }

    @Test
    void weeksAroundNewYearBelongToTheYearOfTheirThursday() {
        TreeMap<LocalDate, EventTally> periods = new TreeMap<>();
        for (String day : List.of("2024-12-30", "2025-12-28", "2027-01-01")) {
            periods.put(Granularity.WEEK.startOf(LocalDate.parse(day)), new EventTally(1, 1));
        }
        List<JsonObject> series = new Activity(new EventTally(3, 3), Map.of(), periods).series(Granularity.WEEK);

        assertThat(series)
                .extracting(period -> period.text("period").orElseThrow())
                .containsExactly("2025-W01", "2025-W52", "2026-W53");
    }

    @Test
    void questionsAreStrippedCutAndOrdered() {
        QuestionCounts questions = new QuestionCounts();
        questions.addSessions(8);
        QuestionCounts.counted("  b \n").ifPresent(text -> questions.add(text, 1));
        QuestionCounts.counted("\uFFEE").ifPresent(text -> questions.add(text, 1));
        QuestionCounts.counted("\uD83D\uDE00").ifPresent(text -> questions.add(text, 1));
        questions.add("a", 2);

        assertThat(text(questions.top(10)))
                .isEqualTo(
                        "{\"questions\":[{\"question_text\":\"a\",\"count\":2,\"percentage\":25.0},"
                                + "{\"question_text\":\"b\",\"count\":1,\"percentage\":12.5},"
                                + "{\"question_text\":\"\uFFEE\",\"count\":1,\"percentage\":12.5},"
                                + "{\"question_text\":\"\uD83D\uDE00\",\"count\":1,\"percentage\":12.5}],\"total_questions\":8}");
        assertThat(QuestionCounts.counted("x".repeat(99) + "\uD83D\uDE00y")).contains("x".repeat(99) + "\uD83D\uDE00");
        assertThat(QuestionCounts.counted(" \t\n")).isEmpty();
    }

    @Test
    void ratesOfFormsAreOfThoseStarted() {
        FormCounts forms = new FormCounts(
                List.of(new FormTally("a", "A", 9, 4, 3, 125, 2), new FormTally("b", "B", 0, 1, 2, 0, 0)));

        assertThat(text(forms.summary()))
                .isEqualTo("{\"form_views\":9,\"forms_started\":5,\"forms_completed\":5,\"forms_abandoned\":0,"
                        + "\"completion_rate\":100.0,\"abandon_rate\":0.0,\"avg_completion_time_seconds\":62}");
        assertThat(text(forms.top(FormOrder.AVG_TIME, 1)))
                .isEqualTo("{\"forms\":[{\"form_id\":\"a\",\"form_label\":\"A\",\"views\":9,\"started\":4,"
                        + "\"completions\":3,\"conversion_rate\":75.0,\"abandon_rate\":25.0,"
                        + "\"avg_completion_time_seconds\":62,\"trend\":\"trending\"}],\"total_completions\":5}");
    }

    @ParameterizedTest
    @CsvSource({
        "phone_number,PHONE",
        "message Your message,OTHER",
        "checkbox,OTHER",
        "hotel,OTHER",
        "age Your age,AGE",
        "user_email,EMAIL",
        "zip_code,ADDRESS",
        "I agree,CONSENT",
        "telephone,PHONE"
    })
    void insightsGoByWords(String words, Insight insight) {
        assertThat(Insight.of(words)).isEqualTo(insight);
    }

    @Test
    void partsMergeIntoTheWholeInAnyOrder() {
        Cases.forAll(50, random -> {
            SessionSlots whole = new SessionSlots();
            List<SessionSlots> parts = List.of(new SessionSlots(), new SessionSlots(), new SessionSlots());
            for (int i = random.nextInt(200); i > 0; i--) {
                Instant time = Instant.ofEpochSecond(1_766_000_000L + random.nextInt(4_000_000));
                SessionTally one = new SessionTally(1, random.nextInt(9), random.nextInt(5_000), random.nextInt(3));
                whole.add(time, one);
                parts.get(random.nextInt(3)).add(time, one);
            }
            List<SessionSlots> order = new ArrayList<>(parts);
            java.util.Collections.shuffle(order, random);
            SessionSlots merged = new SessionSlots();
            order.forEach(merged::merge);

            for (ZoneId zone : List.of(CHICAGO, ZoneId.of("Australia/Lord_Howe"))) {
                assertThat(text(merged.summary(zone))).isEqualTo(text(whole.summary(zone)));
                assertThat(text(Heatmap.of(merged, zone))).isEqualTo(text(Heatmap.of(whole, zone)));
            }
            assertThat(text(Trend.of(merged, Granularity.DAY))).isEqualTo(text(Trend.of(whole, Granularity.DAY)));
        });
    }

    @Test
    void aFunnelWithoutOpensHasRatesOfZeroAndAHundredFirst() {
        Activity activity =
                new Activity(new EventTally(3, 2), Map.of("FORM_COMPLETED", new EventTally(3, 2)), new TreeMap<>());

        assertThat(text(activity.funnel()))
                .contains("{\"stage\":\"Widget Opened\",\"count\":0,\"rate\":100.0}")
                .contains("{\"stage\":\"Form Completed\",\"count\":2,\"rate\":0.0}")
                .endsWith("\"overall_conversion\":0.0}");
        assertThat(activity.events(Optional.empty())).hasSize(1);
    }
}
