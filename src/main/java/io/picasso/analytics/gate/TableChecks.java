package io.picasso.analytics.gate;

import java.util.List;

/** Phase 1: the two session tables. */
final class TableChecks {
    private static final String PROVISION =
            "Run 'picasso-analytics provision plan' to see what differs, then 'provision apply'.";

    static final List<Check> ALL = List.of(
            new Check(
                    "1.active",
                    "session tables that are there and ACTIVE, with their indexes",
                    List.of(),
                    List.of(Limit.exactly("active", 2)),
                    2,
                    PROVISION + " A table that is CREATING or UPDATING is ready within minutes.",
                    List.of(PlanLine.T1_5, PlanLine.G1_1)),
            new Check(
                    "1.keys",
                    "key attributes that are not as declared, by name, role or type",
                    List.of("1.active"),
                    List.of(Limit.none("wrong_keys")),
                    4,
                    "Keys cannot be changed: choose another table name in the configuration, or move the table away"
                            + " yourself. Then 'picasso-analytics provision apply'.",
                    List.of(PlanLine.S_1, PlanLine.AM_2)),
            new Check(
                    "1.index",
                    "tenant-date-index on the events, of the declared keys, and no index on the summaries",
                    List.of("1.active"),
                    List.of(Limit.exactly("ready", 1), Limit.none("wrong_keys"), Limit.none("needless")),
                    2,
                    PROVISION + " A needless index costs write units; delete it yourself when nobody reads it.",
                    List.of(PlanLine.S_1, PlanLine.AM_1)),
            new Check(
                    "1.ttl",
                    "session tables that expire rows by the attribute ttl",
                    List.of("1.active"),
                    List.of(Limit.exactly("expiring", 2)),
                    2,
                    PROVISION + " After TTL was switched, DynamoDB lets nobody switch it again for an hour.",
                    List.of(PlanLine.G1_2, PlanLine.S_8, PlanLine.LS_5A, PlanLine.LS_5B)),
            new Check(
                    "1.write_read",
                    "probe rows of both tables that are not read back as they were written",
                    List.of("1.keys"),
                    List.of(Limit.none("events_lost"), Limit.none("summaries_lost"), Limit.none("changed")),
                    6,
                    "Look at the reason that is shown: most often a permission (PutItem, GetItem, Query, UpdateItem) is"
                            + " missing.",
                    List.of(PlanLine.T1_6_WRITE_READ, PlanLine.T1_6_SUMMARIES, PlanLine.G1_3)),
            new Check(
                    "1.index_query",
                    "probe events that the index does not give for their tenant and day, within 10 s",
                    List.of("1.index", "1.write_read"),
                    List.of(Limit.none("missing"), Limit.none("foreign")),
                    4,
                    "Look whether the index is ACTIVE and projects all attributes: 'picasso-analytics provision plan'.",
                    List.of(PlanLine.T1_6_INDEX, PlanLine.G1_4)),
            new Check(
                    "1.range_query",
                    "probe summaries that a range of time does not give, or gives wrongly, or not newest first",
                    List.of("1.write_read"),
                    List.of(Limit.none("missing"), Limit.none("outside"), Limit.none("disorder")),
                    4,
                    "Look at the sort key of the summaries table: it has to be a string, SESSION#{time}#{session}.",
                    List.of(PlanLine.T1_6_RANGE, PlanLine.G1_5, PlanLine.S_6, PlanLine.AM_2)),
            Checks.clean(Phase.TABLES, PlanLine.T1_6_CLEANUP));

    private TableChecks() {}
}
