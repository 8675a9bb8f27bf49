package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.account.AccountedRange;
import io.picasso.analytics.operation.account.AccountedRange.Row;
import io.picasso.analytics.operation.account.AccountedRange.Sums;
import io.picasso.analytics.session.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of a range, summed up, and those that do not agree. */
record SessionRangeAccountAnswer(AccountedRange range) implements Answer {
    private static final int MOST_SHOWN = 30;

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tenant_id", range.tenant().id());
        data.put("tenant_hash", range.tenant().hash());
        data.put("range", range.range().name());
        data.put("from", UtcTime.format(range.range().from()));
        data.put("before", UtcTime.format(range.range().before()));
        data.put("accounted", range.isAccounted());
        data.put("summaries", sums(range.summaries()));
        data.put("table", sums(range.table()));
        data.put("lake", sums(range.lake()));
        Map<String, Object> presence = new LinkedHashMap<>();
        for (Presence where : Presence.values()) {
            presence.put(
                    where.label(),
                    Optional.ofNullable(range.presence().get(where)).orElse(0L));
        }
        data.put("presence", presence);
        data.put("quarantined", range.quarantined());
        data.put(
                "quarantined_without_session",
                range.unassigned().stream().map(SessionAccountAnswer::rejected).toList());
        data.put("disagreeing", range.disagreeing().size());
        data.put(
                "sessions",
                range.sessions().stream().map(SessionRangeAccountAnswer::row).toList());
        data.put("sessions_left_out", range.left());
        data.put("unreadable_lake_lines", range.unreadable());
        data.put("source", "dynamodb, s3");
        return data;
    }

    private static Map<String, Object> sums(Sums sums) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("conversations", sums.conversations());
        fields.put("events", sums.events());
        fields.put("messages", sums.messages());
        fields.put("user_messages", sums.userMessages());
        fields.put("bot_messages", sums.botMessages());
        return fields;
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session_id", row.session().value());
        fields.put("started_at", row.startedAt().map(UtcTime::format).orElse(null));
        fields.put("accounted", row.reasons().isEmpty());
        fields.put("summary_messages", row.summary().messages());
        fields.put("table_messages", row.table().messages());
        fields.put("lake_messages", row.lake().messages());
        fields.put("summary_events", row.summary().events());
        fields.put("table_events", row.table().events());
        fields.put("lake_events", row.lake().events());
        fields.put("quarantined", row.quarantined());
        fields.put("reasons", row.reasons());
        return fields;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("sessions");
    }

    @Override
    public void draw(Screen screen) {
        screen.table(
                List.of("", "CONVERSATIONS", "EVENTS", "MESSAGES", "VISITOR", "BOT"),
                List.of(
                        cells("summaries", range.summaries()),
                        cells("table", range.table()),
                        cells("lake", range.lake())),
                "CONVERSATIONS",
                "EVENTS",
                "MESSAGES",
                "VISITOR",
                "BOT");
        screen.line("");
        for (Presence where : Presence.values()) {
            long count = Optional.ofNullable(range.presence().get(where)).orElse(0L);
            if (count > 0) {
                screen.line("  " + Plural.of(count, "event") + "  "
                        + screen.toned(where.isAccounted() ? Tone.FAINT : Tone.BAD, where.meaning()));
            }
        }
        if (range.quarantined() > 0) {
            screen.line("  " + range.quarantined() + " rejected  "
                    + screen.toned(Tone.BAD, "in quarantine; mend the cause, then 'process quarantine'"));
        }
        if (!range.unassigned().isEmpty()) {
            screen.line("  " + range.unassigned().size() + " rejected  "
                    + screen.toned(Tone.BAD, "in quarantine, and their session cannot be told"));
        }
        List<Row> disagreeing = range.disagreeing();
        if (!disagreeing.isEmpty()) {
            screen.line("");
            screen.textTable(
                    List.of("SESSION", "ROW", "TABLE", "LAKE", "WHY"),
                    disagreeing.stream()
                            .limit(MOST_SHOWN)
                            .map(SessionRangeAccountAnswer::cells)
                            .toList(),
                    "ROW",
                    "TABLE",
                    "LAKE");
            if (disagreeing.size() > MOST_SHOWN) {
                screen.line(screen.toned(
                        Tone.FAINT, "… and " + (disagreeing.size() - MOST_SHOWN) + " more; -o csv has all of them"));
            }
        }
        screen.line("");
        List<String> verdict = new ArrayList<>();
        if (!range.isAccounted()) {
            verdict.add("Not accounted for: " + disagreeing.size() + " of "
                    + Plural.of(range.sessions().size() + range.left(), "session")
                    + SessionAccountAnswer.unreadable(range.unreadable()));
        }
        SessionAccountAnswer.verdict(screen, verdict);
    }

    private static List<String> cells(String name, Sums sums) {
        return List.of(
                name,
                Long.toString(sums.conversations()),
                Long.toString(sums.events()),
                Long.toString(sums.messages()),
                Long.toString(sums.userMessages()),
                Long.toString(sums.botMessages()));
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.session().value(),
                Long.toString(row.summary().messages()),
                Long.toString(row.table().messages()),
                Long.toString(row.lake().messages()),
                String.join("; ", row.reasons()));
    }
}
