package io.picasso.analytics.gate;

import java.util.List;

/** Phases 3 and 4: the deployed processor, first without the tables, then with them. */
final class FunctionChecks {
    /** Calls of the function that are timed; the plan's figures are averages of a few. */
    static final int CALLS = 20;

    /** What the tables may add to a call, in milliseconds. */
    private static final int OVERHEAD = 100;

    /** From here on somebody has to be told, in milliseconds. */
    private static final int ALERT = 500;

    private static final String LOGS =
            "Read the function's log: 'picasso-analytics local logs FUNCTION' on the embedded stack, CloudWatch in AWS.";

    static final List<Check> ALL = List.of(
            new Check(
                    "3.deployed",
                    "the processor's function, settled and called by the event queue",
                    List.of(),
                    List.of(Limit.exactly("deployed", 1), Limit.none("trouble"), Limit.exactly("queues", 1)),
                    1,
                    "Run 'picasso-analytics deploy push', and look with 'deploy status'.",
                    List.of(PlanLine.G3_1)),
            new Check(
                    "3.variables",
                    "variables of the function that are missing or have another value than declared",
                    List.of("3.deployed"),
                    List.of(Limit.none("missing"), Limit.none("wrong")),
                    1,
                    "Run 'picasso-analytics deploy push': it sets what is declared and leaves the rest.",
                    List.of(PlanLine.G3_1, PlanLine.G2_1)),
            new Check(
                    "3.writes_off",
                    "whether the function writes the session tables",
                    List.of("3.deployed"),
                    List.of(Limit.none("writes")),
                    1,
                    "Run 'picasso-analytics writes disable'; without tables the baseline is measured.",
                    List.of(PlanLine.G3_1)),
            new Check(
                    "3.lake",
                    "events sent through the queue that the function does not bring into the lake",
                    List.of("3.deployed", "3.variables"),
                    List.of(Limit.none("missing")),
                    10,
                    "Look at the queue ('picasso-analytics queue status'), then at the function. " + LOGS,
                    List.of(PlanLine.T3_4, PlanLine.G3_2)),
            new Check(
                    "3.untouched",
                    "rows that appear in the tables although writing is off",
                    List.of("3.writes_off", "3.lake"),
                    List.of(Limit.none("rows")),
                    10,
                    "Something else writes the tables: look for another processor, or a 'process' that runs.",
                    List.of(PlanLine.G3_2)),
            new Check(
                    "3.logs",
                    "calls of the function that fail, and lines of error in the log of the calls",
                    List.of("3.deployed", "3.variables"),
                    List.of(Limit.none("failed_calls"), Limit.none("errors")),
                    CALLS,
                    LOGS,
                    List.of(PlanLine.T3_5, PlanLine.G3_3)),
            new Check(
                    "3.baseline",
                    "how long a call takes without the tables; recorded for the next phase",
                    List.of("3.writes_off", "3.logs"),
                    List.of(Limit.atMost("p95", 5_000, Unit.MILLISECONDS)),
                    CALLS,
                    "A call that takes that long without the tables waits for S3 or has too little memory: look at the"
                            + " log and at the setting functions.memory.",
                    List.of(PlanLine.T3_6, PlanLine.G3_4, PlanLine.LM_3A)),
            Checks.clean(Phase.DEPLOYED),
            new Check(
                    "4.writes_on",
                    "whether the function writes the session tables",
                    List.of(),
                    List.of(Limit.exactly("deployed", 1), Limit.exactly("writes", 1)),
                    1,
                    "Run 'picasso-analytics writes enable --reason ...'.",
                    List.of(PlanLine.G4_1)),
            new Check(
                    "4.lake",
                    "events sent through the queue that are not in the lake",
                    List.of("4.writes_on"),
                    List.of(Limit.none("missing")),
                    10,
                    "Look at the queue ('picasso-analytics queue status') and at what calls the function ('deploy status')."
                            + " Where the function itself fails, switch writing off ('picasso-analytics rollback level1'). "
                            + LOGS,
                    List.of(PlanLine.S_4)),
            new Check(
                    "4.events",
                    "events sent through the queue that do not appear in the events table, or not as sent",
                    List.of("4.lake"),
                    List.of(Limit.none("missing"), Limit.none("changed")),
                    10,
                    "Look for markers ('picasso-analytics backfill deferred') and at the function. " + LOGS,
                    List.of(PlanLine.T4_3, PlanLine.G4_2)),
            new Check(
                    "4.summaries",
                    "figures of the summary that are not what the sent events say",
                    List.of("4.events"),
                    List.of(Limit.none("missing"), Limit.none("differences")),
                    10,
                    "Run 'picasso-analytics backfill verify' for the day; it mends what differs with --repair.",
                    List.of(PlanLine.T4_4, PlanLine.G4_3)),
            new Check(
                    "4.logs",
                    "calls of the function that fail, and lines of error in the log of the calls",
                    List.of("4.writes_on"),
                    List.of(Limit.none("failed_calls"), Limit.none("errors"), Limit.none("deferred")),
                    CALLS,
                    LOGS,
                    List.of(PlanLine.T4_2)),
            new Check(
                    "4.overhead",
                    "what the tables add to the median of a call, against the recorded baseline",
                    List.of("4.logs"),
                    List.of(Limit.atMost("overhead", OVERHEAD, Unit.MILLISECONDS)),
                    CALLS,
                    "Look at DynamoDB's latency and throttles, and at the function's memory; measure again when it is"
                            + " quiet. Where it stays, 'picasso-analytics rollback level1'.",
                    List.of(PlanLine.T4_5, PlanLine.G4_4, PlanLine.LM_3B)),
            new Check(
                    "4.alert",
                    "how long writing the tables takes in a call, 95 of 100",
                    List.of("4.logs"),
                    List.of(Limit.atMost("tables_p95", ALERT, Unit.MILLISECONDS)),
                    CALLS,
                    "This is the plan's threshold of alarm: 'picasso-analytics rollback level1', then look at DynamoDB.",
                    List.of(PlanLine.LM_3C, PlanLine.AS_2)),
            new Check(
                    "4.isolation",
                    "messages that come again, or events not in the lake, when one call's tables are not there",
                    List.of("4.writes_on"),
                    List.of(
                            Limit.atLeast("deferred", 1),
                            Limit.none("failed_messages"),
                            Limit.none("missing"),
                            Limit.none("forgotten")),
                    5,
                    "The tables hold up the lake: 'picasso-analytics rollback level1'. " + LOGS,
                    List.of(PlanLine.T4_6, PlanLine.G4_5, PlanLine.S_3)),
            new Check(
                    "4.watch",
                    "calls that fail, errors, and the tables' share, over the time that is watched",
                    List.of("4.overhead", "4.alert", "4.events", "4.summaries", "4.isolation"),
                    List.of(
                            Limit.none("failed_calls"),
                            Limit.none("errors"),
                            Limit.none("deferred"),
                            Limit.none("writes_off"),
                            Limit.atMost("overhead", OVERHEAD, Unit.MILLISECONDS),
                            Limit.atMost("unwatched", 0, Unit.SECONDS)),
                    3,
                    "Look at the moment it began in the plot. 'picasso-analytics rollback level1' where it goes on.",
                    List.of(PlanLine.T4_2, PlanLine.G4_4)),
            Checks.clean(Phase.WRITES));

    private FunctionChecks() {}
}
