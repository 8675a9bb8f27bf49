package io.picasso.analytics.local.athena;

import java.util.List;

/** Makes the engine answer to the words of Athena's SQL that it has other words for. */
final class TrinoFunctions {
    /** Run once on each new database. */
    static final List<String> SETUP = List.of(
            "SET TimeZone = 'UTC'",
            "SET integer_division = true",
            "SET default_null_order = 'nulls_last'",
            // What is no JSON has no members there, and is an error here.
            "CREATE MACRO json_extract_scalar(j, p) AS CASE WHEN json_valid(j) THEN json_extract_string(j, p) END",
            "CREATE MACRO json_parse(s) AS s::JSON",
            "CREATE MACRO json_format(j) AS j::VARCHAR",
            "CREATE MACRO from_iso8601_timestamp(s) AS s::TIMESTAMPTZ",
            "CREATE MACRO from_iso8601_date(s) AS s::DATE",
            "CREATE MACRO to_iso8601(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')",
            "CREATE MACRO from_unixtime(x) AS to_timestamp(x)",
            "CREATE MACRO to_unixtime(t) AS epoch(t)",
            "CREATE MACRO date_format(t, f) AS strftime(t, replace(replace(f, '%i', '%M'), '%s', '%S'))",
            "CREATE MACRO date_add(u, n, t) AS CASE lower(u) WHEN 'second' THEN t + to_seconds(n)"
                    + " WHEN 'minute' THEN t + to_minutes(n) WHEN 'hour' THEN t + to_hours(n)"
                    + " WHEN 'day' THEN t + to_days(n) WHEN 'week' THEN t + to_days(n * 7)"
                    + " WHEN 'month' THEN t + to_months(n) WHEN 'year' THEN t + to_years(n) END",
            "CREATE MACRO approx_distinct(x) AS approx_count_distinct(x)",
            "CREATE MACRO approx_percentile(x, p) AS approx_quantile(x, p)",
            "CREATE MACRO map_agg(k, v) AS map(list(k), list(v))",
            "CREATE MACRO regexp_like(s, p) AS regexp_matches(s, p)",
            "CREATE MACRO to_utf8(s) AS encode(s)",
            "CREATE MACRO to_hex(b) AS hex(b)",
            "CREATE MACRO sequence(x, y) AS generate_series(x, y)",
            "CREATE MACRO at_timezone(t, z) AS timezone(z, t)",
            "CREATE MACRO element_at(l, i) AS l[i]");

    private TrinoFunctions() {}
}
