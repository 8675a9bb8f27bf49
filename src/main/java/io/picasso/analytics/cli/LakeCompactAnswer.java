package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.lake.CompactedDay;
import io.picasso.analytics.operation.lake.Compaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What compaction did, or would do, day by day. */
record LakeCompactAnswer(String bucket, boolean dryRun, Compaction.Plan plan, List<CompactedDay> days)
        implements Answer {
    private static final int MOST_SHOWN = 40;

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bucket", bucket);
        data.put("dry_run", dryRun);
        data.put("days_compacted", days.size());
        data.put("days_already_compact", plan.compact());
        data.put("days_too_young", plan.young());
        data.put("objects_before", sum(CompactedDay::objectsBefore));
        data.put("objects_after", sum(CompactedDay::objectsAfter));
        data.put("bytes_before", sum(CompactedDay::bytesBefore));
        data.put("bytes_after", sum(CompactedDay::bytesAfter));
        data.put("lines", sum(CompactedDay::lines));
        data.put("repeated_lines", sum(CompactedDay::repeats));
        data.put("days", days.stream().map(LakeCompactAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(CompactedDay day) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("tenant_id", day.tenantId());
        row.put("day", day.day().toString());
        row.put("objects_before", day.objectsBefore());
        row.put("objects_after", day.objectsAfter());
        row.put("bytes_before", day.bytesBefore());
        row.put("bytes_after", day.bytesAfter());
        row.put("lines", day.lines());
        row.put("repeated_lines", day.repeats());
        row.put("damaged", day.damaged());
        row.put("changed_meanwhile", day.changed());
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("days");
    }

    @Override
    public void draw(Screen screen) {
        if (!days.isEmpty()) {
            screen.table(
                    List.of("TENANT", "DAY", "OBJECTS", "AFTER", "BYTES", "AFTER ", "LINES", "REPEATS"),
                    days.stream()
                            .limit(MOST_SHOWN)
                            .map(LakeCompactAnswer::cells)
                            .toList(),
                    "OBJECTS",
                    "AFTER",
                    "BYTES",
                    "AFTER ",
                    "LINES",
                    "REPEATS");
            if (days.size() > MOST_SHOWN) {
                screen.line(screen.toned(
                        Tone.FAINT, "… and " + (days.size() - MOST_SHOWN) + " more days; -o csv has" + " all of them"));
            }
            screen.line("");
        }
        screen.line(days.isEmpty() ? "Nothing to compact." : sentence());
        screen.line(screen.toned(
                Tone.FAINT,
                "Compact already: " + Plural.of(plan.compact(), "day") + ". Too young (--min-age): "
                        + Plural.of(plan.young(), "day") + "."));
        for (CompactedDay day : days) {
            day.damaged().forEach(place -> screen.line(screen.toned(Tone.WARNING, "! damaged, left: " + place)));
            day.changed()
                    .forEach(path -> screen.line(
                            screen.toned(Tone.WARNING, "! written anew meanwhile, left for the next run: " + path)));
        }
    }

    private String sentence() {
        return Plural.of(sum(CompactedDay::objectsBefore), "object") + " with "
                + Plural.of(sum(CompactedDay::bytesBefore), "byte") + (dryRun ? " would become " : " became ")
                + Plural.of(sum(CompactedDay::objectsAfter), "object") + " with "
                + Plural.of(sum(CompactedDay::bytesAfter), "byte") + ".";
    }

    private static List<String> cells(CompactedDay day) {
        return List.of(
                day.tenantId(),
                day.day().toString(),
                grouped(day.objectsBefore()),
                grouped(day.objectsAfter()),
                grouped(day.bytesBefore()),
                grouped(day.bytesAfter()),
                grouped(day.lines()),
                grouped(day.repeats()));
    }

    private long sum(ToLongFunction<CompactedDay> figure) {
        return days.stream().mapToLong(figure).sum();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
