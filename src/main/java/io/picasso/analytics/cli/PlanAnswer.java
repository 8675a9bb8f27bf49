package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.backfill.BackfillPlan;
import io.picasso.analytics.operation.backfill.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a backfill would read and write. */
record PlanAnswer(BackfillPlan plan, RunRequest request) implements Answer {
    private static final int MOST_SHOWN = 60;

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", request.source().word());
        data.put("lines", plan.lines());
        data.put("events", plan.events());
        data.put("repeated", plan.repeated());
        data.put("expired", plan.expired());
        data.put("outside_selection", plan.outside());
        data.put("rejected", plan.rejected());
        data.put("sessions", plan.sessions());
        data.put("write_units", plan.units());
        data.put("dollars", plan.dollars());
        data.put("seconds", plan.seconds(request.rate()));
        data.put(
                "hottest_key",
                plan.hottestKey()
                        .map(key -> {
                            Map<String, Object> hottest = new LinkedHashMap<>();
                            hottest.put("tenant_id", key.tenantId());
                            hottest.put("index_write_units", key.units());
                            hottest.put("seconds", key.seconds());
                            return hottest;
                        })
                        .orElse(null));
        data.put("days", plan.days().stream().map(PlanAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(BackfillPlan.Day day) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("tenant_id", day.tenantId());
        row.put("day", day.day().toString());
        row.put("events", day.events());
        row.put("repeated", day.repeated());
        row.put("expired", day.expired());
        row.put("sessions", day.sessions());
        row.put("write_units", day.units());
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("days");
    }

    @Override
    public void draw(Screen screen) {
        if (!plan.days().isEmpty()) {
            screen.table(
                    List.of("TENANT", "DAY", "EVENTS", "REPEATED", "EXPIRED", "SESSIONS", "WCU"),
                    plan.days().stream()
                            .limit(MOST_SHOWN)
                            .map(PlanAnswer::cells)
                            .toList(),
                    "EVENTS",
                    "REPEATED",
                    "EXPIRED",
                    "SESSIONS",
                    "WCU");
            if (plan.days().size() > MOST_SHOWN) {
                screen.line(screen.toned(
                        Tone.FAINT,
                        "… and " + (plan.days().size() - MOST_SHOWN) + " more days; -o csv has all of them"));
            }
            screen.line("");
        }
        screen.line(String.format(
                Locale.ROOT,
                "%,d events of %,d lines; %,d expired are left out, %,d repeated count once, %,d pieces are no events.",
                plan.events(),
                plan.lines(),
                plan.expired(),
                plan.repeated(),
                plan.rejected()));
        screen.line(String.format(
                Locale.ROOT,
                "%,.0f write units, $%s on demand, at least %s%s.",
                plan.units(),
                Dollars.of(plan.dollars()),
                Progress.span(Math.round(Math.ceil(plan.seconds(request.rate())))),
                request.rate().isPresent()
                        ? String.format(
                                Locale.ROOT, " at %,.0f WCU/s", request.rate().getAsDouble())
                        : " on a new table (4,000 WCU/s)"));
        plan.hottestKey()
                .ifPresent(key -> screen.line(screen.toned(
                        Tone.FAINT,
                        String.format(
                                Locale.ROOT,
                                "The hottest key of the index is tenant %s: %,.0f write units, at least %s at 1,000 a"
                                        + " second.",
                                key.tenantId(),
                                key.units(),
                                Progress.span(Math.round(Math.ceil(key.seconds())))))));
        screen.line(screen.toned(Tone.FAINT, "Counted for empty tables: what is there already costs less."));
    }

    private static List<String> cells(BackfillPlan.Day day) {
        return List.of(
                day.tenantId(),
                day.day().toString(),
                grouped(day.events()),
                grouped(day.repeated()),
                grouped(day.expired()),
                grouped(day.sessions()),
                String.format(Locale.ROOT, "%,.0f", day.units()));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
