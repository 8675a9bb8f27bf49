package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.metric.EventFold;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.FieldStops;
import io.picasso.analytics.metric.Granularity;
import io.picasso.analytics.metric.QuestionCounts;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.Statement;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements behind the metrics: one for each kind of facts, which reads its lines once, for one tenant or for all,
 * for one range or for several that lie one within the other. What differs between ranges are columns that end in their
 * number, the widest being 1. Rows come tenant by tenant.
 *
 * <p>In the part of SQL that Athena and the local engine share, as {@link LakeStatements} are.
 */
final class MetricStatements {
    private static final String OWNER = LakeLines.OWNER;
    private static final String SESSION = OWNER + ", session_id";
    private static final String BY_OWNER = "PARTITION BY " + OWNER;

    private static final List<String> FORM_KINDS = List.of("FORM_VIEWED", "FORM_STARTED", "FORM_COMPLETED");
    private static final List<String> FIELD_KINDS = List.of("FORM_STARTED", "FORM_COMPLETED", "FORM_FIELD_SUBMITTED");

    private static final String RESPONSE =
            "CASE WHEN kind = 'MESSAGE_RECEIVED' THEN " + LakeLines.number("response_time_ms") + " END";
    private static final String FORM = "COALESCE(" + LakeLines.text("form_id") + ", 'unknown')";

    private final LakeLines lines;

    MetricStatements(LakeStatements statements) {
        this.lines = new LakeLines(statements.table());
    }

    /**
     * The statement for facts of a kind.
     *
     * @param ask what is asked beyond the scope
     */
    Statement of(Facts.Kind kind, Scope scope, Ask ask) {
        Sql sql = switch (kind) {
            case SLOTS -> slots(scope);
            case QUESTIONS -> questions(scope);
            case RECENT -> recent(scope, ask);
            case ACTIVITY -> activity(scope, ask.granularity());
            case FORMS -> forms(scope, ask);
            case FIELDS -> fields(scope, ask);
        };
        return sql.statement();
    }

    /** Sessions by the quarter of an hour in which they began, with the sums of what they hold. */
    private Sql slots(Scope scope) {
        return new Sql()
                .add("SELECT " + OWNER + ", slot, COUNT(*) AS sessions, SUM(messages) AS messages,"
                        + " COALESCE(SUM(response_ms), 0) AS response_ms, SUM(responses) AS responses")
                .from(
                        new Sql()
                                .add("SELECT " + OWNER + ", messages, response_ms, responses,"
                                        + " substr(started, 1, 14) || CASE WHEN substr(started, 15, 2) < '15' THEN '00'"
                                        + " WHEN substr(started, 15, 2) < '30' THEN '15'"
                                        + " WHEN substr(started, 15, 2) < '45' THEN '30' ELSE '45' END AS slot")
                                .from(sessions(scope), "sessions"),
                        "slots")
                .add(" GROUP BY " + OWNER + ", slot ORDER BY " + OWNER + ", slot");
    }

    /** Owner, {@code session_id}, {@code started}, {@code ended} and the counters of each session of the range. */
    private Sql sessions(Scope scope) {
        Sql measured = new Sql()
                .add("SELECT " + SESSION + ", kind, moment, " + RESPONSE + " AS response")
                .from(lines.events(scope, scope.days(true), List.of()), "distinct_events");
        Sql grouped = new Sql()
                .add("SELECT " + SESSION + ", MIN(moment) AS started, MAX(moment) AS ended, " + counters())
                .from(measured, "measured")
                .add(" GROUP BY " + SESSION);
        return ofRange(new Sql().add("SELECT *").from(grouped, "all_sessions"), scope);
    }

    private static String counters() {
        return "COUNT(CASE WHEN kind IN ('MESSAGE_SENT', 'MESSAGE_RECEIVED') THEN 1 END) AS messages,"
                + " SUM(CASE WHEN response > 0 AND response < 60000 THEN CAST(floor(response) AS bigint) END)"
                + " AS response_ms,"
                + " COUNT(CASE WHEN response > 0 AND response < 60000 THEN 1 END) AS responses";
    }

    private static Sql ofRange(Sql sessions, Scope scope) {
        return sessions.add(
                " WHERE started >= ? AND started < ? AND ended >= ?", scope.from(), scope.before(), scope.aliveFrom());
    }

    /** The most frequent first questions of each range, and how many sessions there are. */
    private Sql questions(Scope scope) {
        int ranges = scope.ranges().size();
        Sql asked = new Sql()
                .add(
                        "SELECT " + SESSION
                                + ", mark, step, moment, NULLIF(CASE WHEN kind = 'MESSAGE_SENT' THEN substr("
                                + LakeLines.stripped("substr(" + LakeLines.text("content_preview") + ", 1, 200)")
                                + ", 1, " + QuestionCounts.LENGTH + ") END, '') AS question",
                        LakeLines.LEADING,
                        LakeLines.TRAILING)
                .from(lines.events(scope, scope.days(true), List.of()), "distinct_events");
        Sql placed = new Sql()
                .add("SELECT " + SESSION + ", moment, question, " + first("question", "place"))
                .from(asked, "asked");
        Sql grouped = new Sql()
                .add("SELECT " + SESSION + ", MIN(moment) AS started, MAX(moment) AS ended,"
                        + " MAX(CASE WHEN place = 1 THEN question END) AS question")
                .from(placed, "placed")
                .add(" GROUP BY " + SESSION);
        Sql deep = new Sql().add("SELECT " + OWNER + ", question, ");
        LakeLines.addDepth(deep, "started", scope);
        Sql counted = new Sql()
                .add("SELECT " + OWNER + ", question, "
                        + columns(ranges, k -> "COUNT(CASE WHEN depth >= " + k + " THEN 1 END) AS asked_" + k))
                .from(ofRange(deep.from(grouped, "all_sessions"), scope), "sessions")
                .add(" GROUP BY " + OWNER + ", question");
        Sql ranked = new Sql()
                .add("SELECT " + OWNER + ", question, "
                        + columns(
                                ranges,
                                k -> "asked_" + k + ", SUM(asked_" + k + ") OVER (" + BY_OWNER + ") AS sessions_" + k
                                        + ", row_number() OVER (" + BY_OWNER
                                        + " ORDER BY CASE WHEN question IS NULL THEN 1 ELSE 0 END, asked_" + k
                                        + " DESC, question) AS place_" + k))
                .from(counted, "counted");
        return new Sql()
                .add("SELECT *")
                .from(ranked, "ranked")
                .add(" WHERE " + any(ranges, k -> "place_" + k + " <= " + QuestionCounts.MOST))
                .add(" ORDER BY " + OWNER + ", place_1");
    }

    /** A column that is 1 for the first event of each session, in the order of its steps, that has the other column. */
    private static String first(String column, String place) {
        return "row_number() OVER (PARTITION BY " + SESSION + " ORDER BY CASE WHEN " + column
                + " IS NULL THEN 1 ELSE 0 END, step, moment, mark) AS " + place;
    }

    /** A page of the newest sessions, and the newest of all, which says how many there are. */
    private Sql recent(Scope scope, Ask ask) {
        int ranges = scope.ranges().size();
        Sql said = new Sql()
                .add("SELECT " + SESSION + ", mark, step, kind, moment, " + RESPONSE + " AS response,"
                        + " CASE WHEN kind IN ('MESSAGE_SENT', 'MESSAGE_RECEIVED') THEN "
                        + LakeLines.text("content_preview") + " END AS said")
                .from(lines.events(scope, scope.days(true), List.of()), "distinct_events");
        Sql told = new Sql()
                .add(
                        "SELECT " + SESSION + ", mark, step, kind, moment, response,"
                                + " CASE WHEN kind = 'MESSAGE_SENT' AND " + LakeLines.stripped("said")
                                + " <> '' THEN substr(said, 1, 200) END AS question,"
                                + " CASE WHEN kind = 'MESSAGE_RECEIVED' AND " + LakeLines.stripped("said")
                                + " <> '' THEN substr(said, 1, 200) END AS answer",
                        LakeLines.LEADING,
                        LakeLines.TRAILING,
                        LakeLines.LEADING,
                        LakeLines.TRAILING)
                .from(said, "said");
        Sql placed = new Sql()
                .add("SELECT " + SESSION + ", kind, moment, response, question, answer, "
                        + first("question", "asked") + ", " + first("answer", "answered")
                        + ", moment || lpad(CAST(step AS varchar), 8, '0') || mark AS clock")
                .from(told, "told");
        Sql grouped = new Sql()
                .add("SELECT " + SESSION + ", MIN(moment) AS started, MAX(moment) AS ended, " + counters()
                        + ", MAX(CASE WHEN asked = 1 THEN question END) AS question,"
                        + " MAX(CASE WHEN answered = 1 THEN answer END) AS answer, "
                        + had("FORM_COMPLETED", "completed") + ", " + had("FORM_ABANDONED", "abandoned") + ", "
                        + had("FORM_STARTED", "form_started")
                        + ", MIN(CASE WHEN kind = 'LINK_CLICKED' THEN clock END) AS link,"
                        + " MIN(CASE WHEN kind = 'CTA_CLICKED' THEN clock END) AS cta")
                .from(placed, "placed")
                .add(" GROUP BY " + SESSION);
        Sql deep = new Sql().add("SELECT *, ");
        LakeLines.addDepth(deep, "started", scope);
        Sql ranked = new Sql()
                .add("SELECT *, row_number() OVER (" + BY_OWNER + " ORDER BY started DESC, session_id) AS place, "
                        + columns(
                                ranges,
                                k -> "COUNT(CASE WHEN depth >= " + k + " THEN 1 END) OVER (" + BY_OWNER
                                        + ") AS sessions_" + k))
                .from(ofRange(deep.from(grouped, "all_sessions"), scope), "sessions");
        return new Sql()
                .add("SELECT *")
                .from(ranked, "ranked")
                .add(" WHERE place = 1 OR place BETWEEN ? AND ?", ask.offset() + 1, ask.offset() + ask.limit())
                .add(" ORDER BY " + OWNER + ", place");
    }

    private static String had(String kind, String name) {
        return "COUNT(CASE WHEN kind = '" + kind + "' THEN 1 END) AS " + name;
    }

    /**
     * Events and sessions by type, by period (its first day), and in all: a row with neither. A period nobody can tell is
     * an empty text.
     */
    private Sql activity(Scope scope, Granularity granularity) {
        int ranges = scope.ranges().size();
        String day = "substr(moment, 1, 10)";
        String period = switch (granularity) {
            case HOUR, DAY -> day;
            case WEEK ->
                "COALESCE(CAST(CAST(date_trunc('week', TRY_CAST(" + day + " AS date)) AS date) AS varchar), '')";
            case MONTH -> "substr(moment, 1, 7) || '-01'";
        };
        Sql periods = new Sql()
                .add("SELECT " + SESSION + ", kind, depth, " + period + " AS period")
                .from(lines.eventsOfRange(scope, List.of()), "events");
        return new Sql()
                .add("SELECT " + OWNER + ", kind, period, "
                        + columns(
                                ranges,
                                k -> "COUNT(CASE WHEN depth >= " + k + " THEN 1 END) AS events_" + k
                                        + ", COUNT(DISTINCT CASE WHEN depth >= " + k
                                        + " THEN session_id END) AS sessions_" + k))
                .from(periods, "periods")
                .add(" GROUP BY GROUPING SETS ((" + OWNER + ", kind), (" + OWNER + ", period), (" + OWNER + "))"
                        + " ORDER BY " + OWNER + ", kind, period");
    }

    /** What happened to each form. */
    private Sql forms(Scope scope, Ask ask) {
        int ranges = scope.ranges().size();
        String duration = LakeLines.number("duration_seconds");
        Sql measured = new Sql()
                .add("SELECT " + OWNER + ", kind, moment, depth, " + FORM + " AS form, "
                        + LakeLines.text("form_label") + " AS label,"
                        + " CASE WHEN kind = 'FORM_COMPLETED' THEN " + duration + " END AS duration")
                .from(lines.eventsOfRange(scope, FORM_KINDS), "events");
        Sql timed = new Sql()
                .add("SELECT " + OWNER + ", kind, moment, depth, form, label, CASE WHEN duration > 0 AND duration < "
                        + EventFold.MOST_SECONDS + " THEN CAST(floor(duration) AS bigint) END AS seconds")
                .from(measured, "measured");
        return new Sql()
                .add("SELECT " + OWNER + ", form, "
                        + columns(
                                ranges,
                                k -> counted("FORM_VIEWED", k, "views") + ", " + counted("FORM_STARTED", k, "started")
                                        + ", " + counted("FORM_COMPLETED", k, "completed")
                                        + ", COALESCE(SUM(CASE WHEN depth >= " + k
                                        + " THEN seconds END), 0) AS seconds_" + k
                                        + ", COUNT(CASE WHEN depth >= " + k + " THEN seconds END) AS timed_" + k
                                        + ", MAX(CASE WHEN depth >= " + k + " THEN moment || label END) AS label_"
                                        + k))
                .from(onlyForm(timed, ask), "forms")
                .add(" GROUP BY " + OWNER + ", form ORDER BY " + OWNER + ", form");
    }

    private static String counted(String kind, int range, String name) {
        return "COUNT(CASE WHEN kind = '" + kind + "' AND depth >= " + range + " THEN 1 END) AS " + name + "_" + range;
    }

    private static Sql onlyForm(Sql forms, Ask ask) {
        Sql all = new Sql().add("SELECT *").from(forms, "all_forms");
        return ask.formId().map(form -> all.add(" WHERE form = ?", form)).orElse(all);
    }

    /** The fields after which sessions left a form, and how many such sessions there are. */
    private Sql fields(Scope scope, Ask ask) {
        int ranges = scope.ranges().size();
        Sql named = new Sql()
                .add("SELECT " + SESSION + ", mark, step, kind, moment, depth, " + FORM + " AS form, COALESCE("
                        + LakeLines.text("field_id") + ", 'unknown') AS field, " + LakeLines.text("field_label")
                        + " AS label")
                .from(lines.eventsOfRange(scope, FIELD_KINDS), "events");
        Sql placed = new Sql()
                .add("SELECT " + SESSION + ", kind, moment, depth, form, field, label, row_number() OVER (PARTITION BY "
                        + SESSION + ", kind ORDER BY moment DESC, step DESC, mark DESC) AS place")
                .from(onlyForm(named, ask), "forms");
        String last = "CASE WHEN kind = 'FORM_FIELD_SUBMITTED' AND place = 1 THEN ";
        Sql grouped = new Sql()
                .add("SELECT " + SESSION
                        + ", COALESCE(MAX(CASE WHEN kind = 'FORM_STARTED' THEN depth END), 0) AS started,"
                        + " COALESCE(MAX(CASE WHEN kind = 'FORM_COMPLETED' THEN depth END), 0) AS completed,"
                        + " COALESCE(MAX(" + last + "depth END), 0) AS stopped, MAX(" + last + "moment END) AS moment,"
                        + " MAX(" + last + "form END) AS form, MAX(" + last + "field END) AS field,"
                        + " MAX(" + last + "label END) AS label")
                .from(placed, "placed")
                .add(" GROUP BY " + SESSION);
        IntFunction<String> left = k -> "started >= " + k + " AND completed < " + k + " AND stopped >= " + k;
        Sql counted = new Sql()
                .add("SELECT " + OWNER + ", form, field, "
                        + columns(
                                ranges,
                                k -> "COUNT(CASE WHEN " + left.apply(k) + " THEN 1 END) AS left_" + k
                                        + ", MAX(CASE WHEN " + left.apply(k) + " THEN moment || label END) AS label_"
                                        + k))
                .from(grouped, "sessions")
                .add(" WHERE field IS NOT NULL GROUP BY " + OWNER + ", form, field");
        Sql ranked = new Sql()
                .add("SELECT *, "
                        + columns(
                                ranges,
                                k -> "SUM(left_" + k + ") OVER (" + BY_OWNER + ") AS sessions_" + k
                                        + ", row_number() OVER (" + BY_OWNER + " ORDER BY left_" + k
                                        + " DESC, form, field) AS place_" + k))
                .from(counted, "counted");
        return new Sql()
                .add("SELECT *")
                .from(ranked, "ranked")
                .add(" WHERE " + any(ranges, k -> "place_" + k + " <= " + FieldStops.MOST))
                .add(" ORDER BY " + OWNER + ", place_1");
    }

    private static String columns(int ranges, IntFunction<String> column) {
        return IntStream.rangeClosed(1, ranges).mapToObj(column).collect(Collectors.joining(", "));
    }

    private static String any(int ranges, IntFunction<String> condition) {
        return IntStream.rangeClosed(1, ranges).mapToObj(condition).collect(Collectors.joining(" OR "));
    }

    /** Characters before a label in a column that has the time it is from before it. */
    static final int TIME_LENGTH = UtcTime.format(UtcTime.MIN).length();
}
