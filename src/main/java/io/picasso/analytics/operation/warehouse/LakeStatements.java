package io.picasso.analytics.operation.warehouse;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every statement this program asks of the lake's table, in the part of SQL that Athena and the local engine share and
 * answer alike. Each names the partitions it needs, since a query costs by what it reads. Lines that are there more than
 * once change no count of events.
 */
public final class LakeStatements {
    /** What is needed to rebuild a line of the lake. */
    static final List<String> COLUMNS = List.of(
            "event_id",
            "fingerprint",
            "schema_version",
            "session_id",
            "tenant_id",
            "tenant_hash",
            "step_number",
            "event_type",
            "event_payload",
            "client_timestamp",
            "server_timestamp",
            "occurred_at",
            "clock_skewed",
            "environment",
            "ga_client_id",
            "attribution");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,128}");

    /** Days as numbers whose order is theirs, such as 20251228. */
    private static final String DAY = "year * 10000 + month * 100 + day";

    private final String table;

    /**
     * @throws Failure BAD_CONFIGURATION when a name is anything but small letters, digits and underscores: names cannot
     *     be bound, so nothing else may become part of a statement
     */
    public LakeStatements(String database, String table) {
        this.table = "\"" + checked(database) + "\".\"" + checked(table) + "\"";
    }

    /** The table as it stands in a statement. */
    public String table() {
        return table;
    }

    private static String checked(String name) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw Failure.of(FailureCode.BAD_CONFIGURATION, "'" + name + "' is not a name for an Athena database or table")
                .why("such a name is 1 to 128 small letters, digits or '_'");
    }

    /**
     * The lines of a tenant's day, each as often as it is there, the events of a session together and in order. A line
     * that could not be read is a row of nothing but NULL beside its partition.
     */
    public Statement eventsOf(String tenantId, LocalDate day) {
        return Statement.of("SELECT " + String.join(", ", COLUMNS) + " FROM " + table
                        + " WHERE tenant_id = ? AND year = ? AND month = ? AND day = ?"
                        + " ORDER BY session_id, step_number, fingerprint")
                .with(tenantId)
                .with(day.getYear())
                .with(day.getMonthValue())
                .with(day.getDayOfMonth());
    }

    /**
     * How much there is for each tenant and day: {@code events} distinct by session and fingerprint, {@code lines},
     * {@code sessions}, and {@code unmarked}: lines without a fingerprint, which the system before this one wrote and
     * which are not among the events.
     *
     * @param tenantId empty for all that are declared
     */
    public Statement counts(Optional<String> tenantId, DayRange days) {
        Statement statement = Statement.of("SELECT tenant_id, year, month, day,"
                + " count(fingerprint) AS events, sum(lines) AS lines, count(DISTINCT session_id) AS sessions,"
                + " sum(CASE WHEN fingerprint IS NULL THEN lines ELSE 0 END) AS unmarked"
                + " FROM (SELECT tenant_id, year, month, day, session_id, fingerprint, count(*) AS lines FROM " + table
                + " WHERE " + between() + (tenantId.isPresent() ? " AND tenant_id = ?" : "")
                + " AND session_id IS NOT NULL"
                + " GROUP BY tenant_id, year, month, day, session_id, fingerprint) AS distinct_events"
                + " GROUP BY tenant_id, year, month, day ORDER BY tenant_id, year, month, day");
        Statement bound = within(statement, days);
        return tenantId.map(bound::with).orElse(bound);
    }

    /** The days for which a tenant has lines that can be read. */
    public Statement days(String tenantId, DayRange days) {
        return within(
                        Statement.of("SELECT year, month, day FROM " + table + " WHERE " + between()
                                + " AND tenant_id = ? AND session_id IS NOT NULL"
                                + " GROUP BY year, month, day ORDER BY year, month, day"),
                        days)
                .with(tenantId);
    }

    /** The years by themselves too: with them the service need not think through all the others. */
    private static String between() {
        return "year BETWEEN ? AND ? AND " + DAY + " BETWEEN ? AND ?";
    }

    private static Statement within(Statement statement, DayRange days) {
        return statement
                .with(days.from().getYear())
                .with(days.to().getYear())
                .with(number(days.from()))
                .with(number(days.to()));
    }

    private static long number(LocalDate day) {
        return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    }
}
