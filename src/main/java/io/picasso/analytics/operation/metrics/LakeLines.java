package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.warehouse.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of statements that read events from the lake's lines. An event counts once, however many lines it has; a
 * time nobody can read takes its line out and never ends a query.
 *
 * <p>Times are compared as texts, which is their order, and never parsed. Lines of the system before this one have no
 * fingerprint and no {@code occurred_at}: they are told apart by what they say, and timed by the producer's clock where it
 * is written in UTC, else by ours.
 */
final class LakeLines {
    private static final String DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private static final String CLOCK = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

    /** As we write times. */
    private static final String OURS = "'^" + DATE + CLOCK + "[.][0-9]{3}Z$'";

    /** As others write times in UTC. */
    private static final String UTC = "'^" + DATE + CLOCK + "([.][0-9]{1,9}){0,1}Z$'";

    private static final String SESSION = "'^[A-Za-z0-9_-]{1,128}$'";

    /** White space as Java has it: what is taken from around a question. */
    private static final String WHITE = "\t\n\u000B\f\r \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009"
            + "\u200A\u2028\u2029\u205F\u3000";

    /** Whose a row is. */
    static final String OWNER = "tenant_id, tenant_hash";

    private final String table;

    LakeLines(String table) {
        this.table = table;
    }

    /**
     * The events: owner, {@code session_id}, {@code step}, {@code mark} (a text that tells events apart), {@code kind}
     * (their type), {@code moment} and {@code payload}.
     *
     * @param kinds the only types; none: all
     */
    Sql events(Scope scope, DayRange days, List<String> kinds) {
        Sql lines = new Sql()
                .add("SELECT " + OWNER + ", session_id, COALESCE(step_number, 0) AS step,"
                        + " COALESCE(NULLIF(event_type, ''), 'UNKNOWN') AS kind, event_payload, clock_skewed,"
                        + " COALESCE(fingerprint, '~' || CAST(COALESCE(step_number, 0) AS varchar) || '~'"
                        + " || COALESCE(event_type, '') || '~' || COALESCE(client_timestamp, '') || '~'"
                        + " || COALESCE(event_payload, '')) AS mark,"
                        + " CASE WHEN regexp_like(occurred_at, " + OURS + ") THEN occurred_at"
                        + " WHEN regexp_like(client_timestamp, " + UTC + ") THEN " + utc("client_timestamp")
                        + " WHEN regexp_like(server_timestamp, " + UTC + ") THEN " + utc("server_timestamp")
                        + " END AS written_at FROM " + table)
                .add(
                        " WHERE year BETWEEN ? AND ? AND year * 10000 + month * 100 + day BETWEEN ? AND ?",
                        days.from().getYear(),
                        days.to().getYear(),
                        number(days.from()),
                        number(days.to()));
        scope.tenant()
                .ifPresent(tenant -> lines.add(" AND tenant_id = ? AND tenant_hash = ?", tenant.id(), tenant.hash()));
        lines.add(" AND regexp_like(session_id, " + SESSION + ")");
        if (!kinds.isEmpty()) {
            lines.add(kinds.stream()
                    .map(kind -> "'" + kind + "'")
                    .collect(Collectors.joining(", ", " AND event_type IN (", ")")));
        }
        // Of two deliveries the one with the producer's own time stands for the event.
        return new Sql()
                .add("SELECT " + OWNER + ", session_id, mark, MIN(step) AS step, MIN(kind) AS kind,"
                        + " MIN(event_payload) AS payload,"
                        + " COALESCE(MIN(CASE WHEN COALESCE(clock_skewed, 'false') <> 'true' THEN written_at END),"
                        + " MIN(written_at)) AS moment")
                .from(lines, "lake_lines")
                .add(" WHERE written_at IS NOT NULL GROUP BY " + OWNER + ", session_id, mark");
    }

    /** The same, within the scope's range and retention, each with {@code depth}: how many of the ranges hold it. */
    Sql eventsOfRange(Scope scope, List<String> kinds) {
        Sql depth = new Sql().add("SELECT " + OWNER + ", session_id, mark, step, kind, moment, payload, ");
        addDepth(depth, "moment", scope);
        return depth.from(events(scope, scope.days(false), kinds), "distinct_events")
                .add(
                        " WHERE moment >= ? AND moment < ? AND moment >= ?",
                        scope.from(),
                        scope.before(),
                        scope.aliveFrom());
    }

    /** Adds a column {@code depth}: in how many of the ranges a time lies, which are one within the other. */
    static void addDepth(Sql sql, String column, Scope scope) {
        sql.add("CASE");
        for (int depth = scope.ranges().size(); depth > 1; depth--) {
            sql.add(
                    " WHEN " + column + " >= ? THEN " + depth,
                    UtcTime.format(scope.ranges().get(depth - 1).from()));
        }
        // With one range only there would be no WHEN.
        sql.add(" WHEN " + column + " >= ? THEN 1 ELSE 0 END AS depth", scope.from());
    }

    /** A member of the payload that is a text; NULL where it is anything else, or empty. */
    static String text(String member) {
        return "CASE WHEN json_extract_scalar(payload, '$." + member + "') IS NOT NULL THEN"
                + " CASE WHEN json_format(json_extract(payload, '$." + member + "')) LIKE '\"%'"
                + " THEN NULLIF(json_extract_scalar(payload, '$." + member + "'), '') END END";
    }

    /** A member of the payload that is a number; NULL where it is anything else. */
    static String number(String member) {
        return "CASE WHEN json_extract_scalar(payload, '$." + member + "') IS NOT NULL THEN"
                + " TRY_CAST(json_format(json_extract(payload, '$." + member + "')) AS double) END";
    }

    /** A text without the white space around it; two values are to be bound. */
    static String stripped(String text) {
        return "regexp_replace(regexp_replace(" + text + ", ?, ''), ?, '')";
    }

    /** The first value for {@link #stripped}. */
    static final String LEADING = "^[" + WHITE + "]+";

    /** The second value for {@link #stripped}. */
    static final String TRAILING = "[" + WHITE + "]+$";

    /** Cut or filled to milliseconds. */
    private static String utc(String column) {
        return "substr(" + column + ", 1, 19) || '.' || substr(replace(substr(" + column
                + ", 21), 'Z', '') || '000', 1, 3) || 'Z'";
    }

    private static long number(LocalDate day) {
        return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    }
}
