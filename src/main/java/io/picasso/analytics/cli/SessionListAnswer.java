package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.query.SessionPage;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionRange;
import io.picasso.analytics.session.SessionSummary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of sessions.
 *
 * @param limit the page size that was asked for; empty where all were
 */
record SessionListAnswer(SessionPage page, Optional<Integer> limit) implements Answer {
    private static final int MINUTE_END = "2025-12-28T09:15".length();

    @Override
    public Map<String, Object> data() {
        SessionQuery query = page.query();
        SessionRange range = query.range();
        Map<String, Object> filters = new LinkedHashMap<>();
        query.outcome().ifPresent(outcome -> filters.put("outcome", outcome.label()));
        Map<String, Object> pagination = new LinkedHashMap<>();
        pagination.put("limit", limit.orElse(null));
        pagination.put("count", page.sessions().size());
        pagination.put("next_cursor", page.next().orElse(null));
        pagination.put("has_more", page.next().isPresent());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant_id", query.tenant().id());
        fields.put("tenant_hash", query.tenant().hash());
        fields.put("range", range.name());
        fields.put("from", UtcTime.format(range.from()));
        fields.put("before", UtcTime.format(range.before()));
        fields.put("filters", filters);
        fields.put("sessions", page.sessions().stream().map(this::row).toList());
        fields.put("pagination", pagination);
        fields.put("source", SessionFields.SOURCE);
        return fields;
    }

    private Map<String, Object> row(SessionSummary session) {
        Map<String, Object> row = SessionFields.times(session);
        row.putAll(SessionFields.summary(session, page.readAt()));
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("sessions");
    }

    @Override
    public void draw(Screen screen) {
        if (page.sessions().isEmpty()) {
            return;
        }
        List<Column> columns = Column.fitting(screen);
        screen.textTable(
                columns.stream().map(Column::header).toList(),
                page.sessions().stream()
                        .map(session -> cells(session, columns, screen))
                        .toList(),
                Column.DURATION.header(),
                Column.MESSAGES.header());
    }

    private List<String> cells(SessionSummary session, List<Column> columns, Screen screen) {
        return columns.stream().map(column -> cell(session, column, screen)).toList();
    }

    private String cell(SessionSummary session, Column column, Screen screen) {
        Counters counters = session.counters();
        Outcome outcome = session.outcomeAt(page.readAt());
        return switch (column) {
            case STARTED ->
                UtcTime.format(session.startedAt()).substring(0, MINUTE_END).replace('T', ' ');
            case SESSION -> session.session().value();
            case DURATION -> Spans.text(session.duration());
            case OUTCOME -> screen.toned(SessionFields.tone(outcome), outcome.label());
            case MESSAGES -> counters.messages() + " (" + counters.userMessages() + "/" + counters.botMessages() + ")";
            case FIRST_QUESTION ->
                session.firstQuestion().map(SessionFields::oneLine).orElse("");
        };
    }

    /** The columns, from left to right. */
    private enum Column {
        STARTED(0),
        SESSION(0),
        DURATION(90),
        OUTCOME(56),
        MESSAGES(68),
        FIRST_QUESTION(76);

        private final int from;

        /** A column that is drawn on screens of at least so many columns. */
        Column(int from) {
            this.from = from;
        }

        static List<Column> fitting(Screen screen) {
            return Arrays.stream(values())
                    .filter(column -> !screen.bounded() || screen.width() >= column.from)
                    .toList();
        }

        String header() {
            return name().replace('_', ' ');
        }
    }

    /** What was looked for, for a sentence; such as {@code " in the range 7d with the outcome abandoned"}. */
    static String described(SessionQuery query) {
        SessionRange range = query.range();
        String when = range.isNamed()
                ? " in the range " + range.name()
                : " from " + UtcTime.format(range.from()) + " to before " + UtcTime.format(range.before());
        return when
                + query.outcome()
                        .map(outcome -> " with the outcome " + outcome.label())
                        .orElse("");
    }
}
