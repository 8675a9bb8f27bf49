package io.picasso.analytics.gate;

import java.util.List;

/** Phase 2: the processor of this program, on the environment's own lake and tables. */
final class ProcessorChecks {
    private static final String BUG = "This must not happen with this program: run it again with -vv and report it.";

    static final List<Check> ALL = List.of(
            new Check(
                    "2.lake",
                    "lake objects that are missing, or are another with the tables on than with the tables off",
                    List.of(),
                    List.of(Limit.none("missing"), Limit.none("changed"), Limit.none("failed_messages")),
                    10,
                    "Look at the permissions on the lake's bucket (PutObject, GetObject), then at its policies.",
                    List.of(PlanLine.G2_4)),
            new Check(
                    "2.stored",
                    "events that are not in the table as they were sent, numbers with all their digits included",
                    List.of("2.lake"),
                    List.of(Limit.none("missing"), Limit.none("changed")),
                    10,
                    "Look at the reason that is shown, and at the tables with 'picasso-analytics gate run 1'. " + BUG,
                    List.of(PlanLine.G2_1, PlanLine.G2_2, PlanLine.T2_7)),
            new Check(
                    "2.fold",
                    "figures of a summary that are not what its events say",
                    List.of("2.stored"),
                    List.of(Limit.none("differences")),
                    10,
                    "Run 'picasso-analytics backfill verify' to see whether other sessions are wrong too. " + BUG,
                    List.of(PlanLine.G2_1, PlanLine.G2_2, PlanLine.T2_7, PlanLine.AM_3)),
            new Check(
                    "2.ttl",
                    "rows that do not expire the environment's retention after their time",
                    List.of("2.stored"),
                    List.of(Limit.none("wrong")),
                    10,
                    "Look at the setting retention_days: 'picasso-analytics config explain retention_days'.",
                    List.of(PlanLine.S_8, PlanLine.LS_5B)),
            new Check(
                    "2.parallel",
                    "counts that are lost when several writers bring one session's messages at once",
                    List.of("2.stored"),
                    List.of(Limit.none("lost"), Limit.none("surplus"), Limit.none("differences")),
                    40,
                    BUG,
                    List.of(PlanLine.T2_8, PlanLine.G2_3, PlanLine.S_2, PlanLine.AM_3, PlanLine.LM_1A, PlanLine.LM_1B)),
            new Check(
                    "2.repeats",
                    "counts that change when the same messages come again",
                    List.of("2.stored"),
                    List.of(Limit.none("surplus"), Limit.none("lost")),
                    10,
                    BUG,
                    List.of(PlanLine.G2_3, PlanLine.S_2)),
            new Check(
                    "2.lake_first",
                    "rows in the tables, and messages acknowledged, although the lake refused the events",
                    List.of("2.stored"),
                    List.of(Limit.none("rows"), Limit.none("acknowledged")),
                    5,
                    BUG,
                    List.of(PlanLine.S_3, PlanLine.S_4, PlanLine.AM_4)),
            new Check(
                    "2.isolation",
                    "messages that come again, or events not in the lake or not remembered, when the tables fail",
                    List.of("2.lake"),
                    List.of(Limit.none("failed_messages"), Limit.none("missing"), Limit.none("forgotten")),
                    5,
                    BUG,
                    List.of(PlanLine.S_3, PlanLine.AM_4)),
            Checks.clean(Phase.PROCESSOR));

    private ProcessorChecks() {}
}
