package io.picasso.analytics.gate;

import java.util.List;

/** Phase 7: a real conversation from the queue to the answer of the API, and what stands in writing. */
final class EndToEndChecks {
    private static final int EVENTS = 10;

    static final List<Check> ALL = List.of(
            new Check(
                    "7.arrived",
                    "events of a real conversation, sent through the queue, that do not arrive in the tables",
                    List.of(),
                    List.of(Limit.none("missing"), Limit.none("changed")),
                    EVENTS,
                    "Run 'picasso-analytics gate run 4': it says which part of the way is broken.",
                    List.of(PlanLine.T7_1, PlanLine.G7_1, PlanLine.LS_4A)),
            new Check(
                    "7.order",
                    "events that are not in the order of their steps, or have another time than was sent",
                    List.of("7.arrived"),
                    List.of(Limit.none("disorder"), Limit.none("wrong_times")),
                    EVENTS,
                    "Look at the session with 'picasso-analytics session show'.",
                    List.of(PlanLine.T7_2, PlanLine.G7_2, PlanLine.LS_4B)),
            new Check(
                    "7.counters",
                    "figures of the summary that are not what was sent",
                    List.of("7.arrived"),
                    List.of(Limit.none("differences"), Limit.none("messages_off")),
                    EVENTS,
                    "Run 'picasso-analytics backfill verify' for the day.",
                    List.of(PlanLine.T7_3, PlanLine.G7_3)),
            new Check(
                    "7.api",
                    "events of the conversation that the API does not show, or not in order",
                    List.of("7.arrived"),
                    List.of(Limit.none("missing"), Limit.none("disorder")),
                    EVENTS,
                    "Run 'picasso-analytics gate run 6', or 5 where the API is not deployed.",
                    List.of(PlanLine.T7_1, PlanLine.G7_1)),
            new Check(
                    "7.lake",
                    "events of the conversation that are not in the lake",
                    List.of("7.arrived"),
                    List.of(Limit.none("missing")),
                    EVENTS,
                    "Run 'picasso-analytics gate run 3'.",
                    List.of(PlanLine.S_4)),
            new Check(
                    "7.documentation",
                    "pages that have to come with the program and do not, or say nothing",
                    List.of(),
                    List.of(Limit.none("missing")),
                    3,
                    "The program was built without its pages: install a whole one.",
                    List.of(PlanLine.G7_4, PlanLine.LM_2A, PlanLine.LM_2B, PlanLine.LS_6, PlanLine.AS_1)),
            new Check(
                    "7.runbook",
                    "checks without a word about what to do when they fail",
                    List.of(),
                    List.of(Limit.none("missing")),
                    1,
                    "The program was built without its runbook: install a whole one.",
                    List.of(PlanLine.G7_5)),
            Checks.clean(Phase.END_TO_END));

    private EndToEndChecks() {}
}
