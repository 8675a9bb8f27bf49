package io.picasso.analytics.gate;

import java.util.ArrayList;
import java.util.List;

/** Phases 5 and 6: the dashboard's API, first in this process, then through its address. */
final class DashboardChecks {
    /** Calls whose time is taken. */
    static final int CALLS = 100;

    private static final int FAST = 100;

    private static final String READ = "Look at the reason that is shown and at the API's log.";

    static final List<Check> ALL = all();

    private DashboardChecks() {}

    private static List<Check> all() {
        List<Check> checks = new ArrayList<>(routes(5));
        checks.set(0, with(checks.get(0), PlanLine.G5_1));
        checks.set(1, with(checks.get(1), PlanLine.G5_2, PlanLine.S_6));
        checks.set(2, with(checks.get(2), PlanLine.S_6));
        checks.set(3, with(checks.get(3), PlanLine.T5_7, PlanLine.G5_2, PlanLine.S_6, PlanLine.AS_4));
        checks.set(4, with(checks.get(4), PlanLine.G5_3, PlanLine.S_7));
        checks.set(5, with(checks.get(5), PlanLine.T5_6, PlanLine.G5_4));
        checks.set(6, with(checks.get(6), PlanLine.S_5));
        checks.set(7, with(checks.get(7), PlanLine.AS_3));
        checks.add(Checks.clean(Phase.DASHBOARD));
        List<Check> through = new ArrayList<>(routes(6));
        through.set(0, with(through.get(0), PlanLine.T6_4, PlanLine.G6_2));
        through.set(1, with(through.get(1), PlanLine.T6_5, PlanLine.G6_3));
        through.set(2, with(through.get(2), PlanLine.T6_5));
        through.set(3, with(through.get(3), PlanLine.T6_6, PlanLine.G6_4));
        through.set(4, with(through.get(4), PlanLine.T6_7, PlanLine.G6_5, PlanLine.S_7));
        through.set(6, with(through.get(6), PlanLine.T6_8, PlanLine.G6_6, PlanLine.S_5));
        through.set(7, with(through.get(7), PlanLine.G6_1, PlanLine.AS_3));
        // Whether anything answers there comes before everything else.
        through.add(0, through.remove(7));
        checks.addAll(through.stream().map(DashboardChecks::afterHealth).toList());
        checks.add(Checks.clean(Phase.DASHBOARD_DEPLOYED));
        return List.copyOf(checks);
    }

    private static List<Check> routes(int phase) {
        return List.of(
                new Check(
                        phase + ".detail",
                        "events of a session that the detail does not show, shows otherwise, or in another order",
                        List.of(),
                        List.of(Limit.none("missing"), Limit.none("changed"), Limit.none("disorder")),
                        50,
                        READ,
                        List.of()),
                new Check(
                        phase + ".list",
                        "sessions that the list does not show, shows wrongly, or not newest first",
                        List.of(),
                        List.of(Limit.none("missing"), Limit.none("unwanted"), Limit.none("disorder")),
                        10,
                        READ,
                        List.of()),
                new Check(
                        phase + ".range",
                        "sessions that a list over 1, 7, 30 or 90 days has although it should not, or has not",
                        List.of(phase + ".list"),
                        List.of(Limit.none("missing"), Limit.none("unwanted")),
                        4,
                        READ,
                        List.of()),
                new Check(
                        phase + ".paging",
                        "sessions lost or repeated from page to page, and cursors taken that are not the caller's",
                        List.of(phase + ".list"),
                        List.of(
                                Limit.none("missing"),
                                Limit.none("repeated"),
                                Limit.atLeast("pages", 3),
                                Limit.none("cursors_taken")),
                        10,
                        READ,
                        List.of()),
                new Check(
                        phase + ".isolation",
                        "answers that show one tenant's sessions to another, or to nobody",
                        List.of(phase + ".detail", phase + ".list"),
                        List.of(Limit.none("shown")),
                        7,
                        "Take the API out of service at once, and look which read is not bound to the token's tenant.",
                        List.of()),
                new Check(
                        phase + ".answers",
                        "requests that are wrong, or of nobody's session, and are not answered as such",
                        List.of(),
                        List.of(Limit.none("wrong")),
                        5,
                        READ,
                        List.of()),
                new Check(
                        phase + ".latency",
                        "how long the detail and the list over 90 days take, warm, 99 of 100",
                        List.of(phase + ".detail", phase + ".list"),
                        List.of(
                                Limit.below("detail_p99", FAST, Unit.MILLISECONDS),
                                Limit.below("list_p99", FAST, Unit.MILLISECONDS)),
                        CALLS,
                        "Look at DynamoDB's latency and the function's memory; measure again when it is quiet.",
                        List.of()),
                new Check(
                        phase + ".health",
                        "whether the API is there, can answer, and finds the session tables",
                        List.of(),
                        List.of(Limit.exactly("answers", 1), Limit.none("unavailable")),
                        1,
                        phase == 5
                                ? "Look at the part that is named: the signing key, the blacklist or a session table."
                                : "Deploy the API with 'picasso-analytics deploy push', or say where it is with --url;"
                                        + " then look at the part that is named.",
                        List.of()));
    }

    private static Check with(Check check, PlanLine... covers) {
        return new Check(
                check.id(),
                check.measures(),
                check.needs(),
                check.limits(),
                check.samples(),
                check.remedy(),
                List.of(covers));
    }

    private static Check afterHealth(Check check) {
        List<String> needs = new ArrayList<>(check.needs());
        if (!check.id().equals("6.health")) {
            needs.add(0, "6.health");
        }
        return new Check(
                check.id(), check.measures(), needs, check.limits(), check.samples(), check.remedy(), check.covers());
    }
}
