package io.picasso.analytics.metric;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sessions by the UTC day, or by the hour of the day, in which they began. Periods without any are left out. */
final class Trend {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);
    private static final int NOON = 12;

    private Trend() {}

    /** By hour, the same hour of several days is one period. */
    static JsonObject of(SessionSlots slots, Granularity granularity) {
        boolean hourly = granularity == Granularity.HOUR;
        return new JsonMembers()
                .put(
                        "trend",
                        hourly
                                ? points(
                                        slots,
                                        time -> time.atOffset(ZoneOffset.UTC).getHour(),
                                        Trend::hour)
                                : points(slots, UtcTime::day, (LocalDate day) -> DAY.format(day)))
                .put("legend", hourly ? "Questions per hour" : "Questions per day")
                .object();
    }

    private static <K extends Comparable<? super K>> List<JsonObject> points(
            SessionSlots slots, Function<Instant, K> period, Function<K, String> label) {
        Map<K, Long> sums = new TreeMap<>();
        slots.forEach((start, sessions) -> sums.merge(period.apply(start), sessions.sessions(), Long::sum));
        List<JsonObject> points = new ArrayList<>();
        sums.forEach((key, value) -> points.add(new JsonMembers()
                .put("period", label.apply(key))
                .put("value", value)
                .object()));
        return points;
    }

    /** {@code 12am}, {@code 1am} … {@code 11am}, {@code 12pm}, {@code 1pm} … {@code 11pm}. */
    private static String hour(int hour) {
        int shown = hour % NOON == 0 ? NOON : hour % NOON;
        return shown + (hour < NOON ? "am" : "pm");
    }
}
