package io.picasso.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricParametersTest {
    private static final Instant NOW = Instant.parse("2025-12-28T09:15:02.481Z");

    private static MetricQuery read(MetricName metric, String... parameters) {
        Map<String, String> given = new java.util.HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return MetricParameters.read(metric, given, NOW);
    }

    @Test
    void withoutParametersItIsThirtyDaysInChicago() {
        MetricQuery query = read(MetricName.CONVERSATIONS_SUMMARY);

        assertThat(query.range())
                .isEqualTo(new MetricRange(
                        "30d",
                        LocalDate.of(2025, 11, 28),
                        LocalDate.of(2025, 12, 28),
                        Instant.parse("2025-11-28T00:00:00Z"),
                        Instant.parse("2025-12-30T00:00:00Z")));
        assertThat(query.zone()).isEqualTo(ZoneId.of("America/Chicago"));
    }

    @Test
    void customDatesAreIncludedBoth() {
        MetricQuery query =
                read(MetricName.FORMS_SUMMARY, "range", "custom", "start_date", "2025-12-01", "end_date", "2025-12-28");

        assertThat(query.range().from()).isEqualTo("2025-12-01T00:00:00Z");
        assertThat(query.range().before()).isEqualTo("2025-12-29T00:00:00Z");
        assertThat(read(MetricName.FORMS_SUMMARY, "start_date", "2025-12-01", "end_date", "2025-12-28"))
                .isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "TOP_QUESTIONS,999,10",
        "TOP_QUESTIONS,0,1",
        "TOP_QUESTIONS,-5,1",
        "TOP_QUESTIONS,,5",
        "RECENT_CONVERSATIONS,26,25",
        "FORMS_BOTTLENECKS,21,20",
        "FORMS_TOP_PERFORMERS,7,7"
    })
    void limitsStayWithinTheirBounds(MetricName metric, String given, int limit) {
        MetricQuery query = given == null ? read(metric) : read(metric, "limit", given);

        assertThat(query.limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"America/Port-au-Prince", "Etc/GMT+5", "UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"})
    void zonesGoByTheirNamesAlsoThoseWithSigns(String zone) {
        assertThat(read(MetricName.CONVERSATIONS_HEATMAP, "timezone", zone).zone())
                .isEqualTo(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"EST,-05:00", "MST,-07:00", "HST,-10:00"})
    void theShortNamesOfTheCatalogueAreNamesToo(String zone, String offset) {
        ZoneId found = read(MetricName.CONVERSATIONS_HEATMAP, "timezone", zone).zone();

        assertThat(found.getRules().getOffset(Instant.parse("2025-12-28T12:00:00Z")))
                .isEqualTo(ZoneOffset.of(offset));
        assertThat(found.getRules().getOffset(Instant.parse("2025-06-28T12:00:00Z")))
                .isEqualTo(ZoneOffset.of(offset));
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSATIONS_SUMMARY,range,0d",
        "CONVERSATIONS_SUMMARY,range,366d",
        "CONVERSATIONS_SUMMARY,range,-1d",
        "CONVERSATIONS_SUMMARY,range,99999999999d",
        "CONVERSATIONS_SUMMARY,range,7",
        "CONVERSATIONS_SUMMARY,range,07d",
        "CONVERSATIONS_SUMMARY,range,custom",
        "CONVERSATIONS_SUMMARY,start_date,2025-12-01",
        "CONVERSATIONS_SUMMARY,timezone,Mars/Olympus",
        "CONVERSATIONS_SUMMARY,timezone,+05:00",
        "CONVERSATIONS_SUMMARY,timezone,america/chicago",
        "CONVERSATIONS_TREND,granularity,week",
        "ANALYTICS_SESSIONS,granularity,hour",
        "ANALYTICS_SESSIONS,granularity,DAY",
        "TOP_QUESTIONS,limit,abc",
        "TOP_QUESTIONS,limit,5.0",
        "TOP_QUESTIONS,limit,99999999999",
        "RECENT_CONVERSATIONS,page,x",
        "RECENT_CONVERSATIONS,page,1001",
        "FORMS_SUMMARY,form_id,a b",
        "FORMS_SUMMARY,form_id,../x",
        "FORMS_TOP_PERFORMERS,sort_by,name",
        "ANALYTICS_EVENTS,type,SOMETHING_NEW",
        "ANALYTICS_EVENTS,type,UNKNOWN"
    })
    void whatCannotBeReadIsRefusedWithItsName(MetricName metric, String parameter, String text) {
        Failure failure = catchThrowableOfType(Failure.class, () -> read(metric, parameter, text));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT);
        assertThat(failure.where()).isPresent();
        if (!text.equals("custom") && !parameter.equals("start_date")) {
            assertThat(failure.where()).contains(parameter);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-28,2025-12-01",
        "2025-02-30,2025-12-01",
        "2025-1-1,2025-12-01",
        "1969-12-31,1970-01-02",
        "2024-01-01,2025-12-01",
        "yesterday,2025-12-01"
    })
    void datesThatMakeNoRangeAreRefused(String start, String end) {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> read(MetricName.FORMS_SUMMARY, "range", "custom", "start_date", start, "end_date", end));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT);
    }

    @Test
    void aTrendIsByTheHourWhereThereAreAtMostTwoDates() {
        assertThat(read(MetricName.CONVERSATIONS_TREND, "range", "1d").granularity())
                .isEqualTo(Granularity.HOUR);
        assertThat(read(MetricName.CONVERSATIONS_TREND, "range", "2d").granularity())
                .isEqualTo(Granularity.DAY);
        assertThat(read(MetricName.ANALYTICS_SESSIONS, "range", "1d").granularity())
                .isEqualTo(Granularity.DAY);
    }

    @Test
    void anEventTypeOfTheListMayBeAskedFor() {
        assertThat(read(MetricName.ANALYTICS_EVENTS, "type", "SESSION_ENDED").type())
                .contains(new EventType("SESSION_ENDED"));
    }
}
