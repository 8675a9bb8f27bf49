package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Limit;
import java.util.List;

/** What makes an environment well, as far as a look without writing can tell. */
public final class HealthChecks {
    static final String SERVICES = "health.services";
    static final String TABLES = "health.tables";
    static final String LAKE = "health.lake";
    static final String QUEUE = "health.queue";
    static final String DEAD_LETTERS = "health.dead-letters";
    static final String DEFERRED = "health.deferred";
    static final String FUNCTION = "health.function";
    static final String TRIGGER = "health.trigger";
    static final String WRITES = "health.writes";
    static final String ALARMS = "health.alarms";
    static final String GATES = "health.gates";

    private static final List<Check> ALL = List.of(
            check(
                    SERVICES,
                    "services that do not answer, or do not let us",
                    "Look at the reason; 'picasso-analytics local status' shows the embedded stack, 'doctor' looks at"
                            + " each service by itself.",
                    List.of(),
                    Limit.none("silent")),
            check(
                    TABLES,
                    "tables that are not there, have other keys, or cannot be used yet",
                    "Run 'picasso-analytics provision plan tables', then 'provision apply tables'.",
                    List.of(SERVICES),
                    Limit.none("missing"),
                    Limit.none("other_keys"),
                    Limit.none("not_active")),
            check(
                    LAKE,
                    "buckets that are not there",
                    "Run 'picasso-analytics provision apply lake'.",
                    List.of(SERVICES),
                    Limit.none("missing")),
            check(
                    QUEUE,
                    "queues that are not there",
                    "Run 'picasso-analytics provision apply queue'.",
                    List.of(SERVICES),
                    Limit.none("missing")),
            check(
                    DEAD_LETTERS,
                    "messages that were set aside",
                    "Look at them with 'picasso-analytics queue peek', mend the cause, then 'queue redrive'.",
                    List.of(QUEUE),
                    Limit.none("waiting")),
            check(
                    DEFERRED,
                    "batches whose events are in the lake and not in the session tables",
                    "Run 'picasso-analytics backfill deferred'; it repairs exactly these.",
                    List.of(LAKE),
                    Limit.none("markers")),
            check(
                    FUNCTION,
                    "the processor's function: updates that failed or are under way",
                    "Run 'picasso-analytics deploy status', mend Lambda's reason, then 'deploy push'.",
                    List.of(SERVICES),
                    Limit.none("trouble")),
            check(
                    TRIGGER,
                    "how the event queue calls the function: once, and switched on",
                    "Run 'picasso-analytics deploy push'. A mapping that is off is to be switched on by hand.",
                    List.of(FUNCTION),
                    Limit.exactly("mappings", 1),
                    Limit.none("off")),
            check(
                    WRITES,
                    "whether the function's switch for the session tables says something else than true or false",
                    "Run 'picasso-analytics writes enable' or 'writes disable'.",
                    List.of(FUNCTION),
                    Limit.none("unclear")),
            check(
                    ALARMS,
                    "alarms that fire",
                    "Run 'picasso-analytics alarms status', then 'runbook' with the name of the alarm.",
                    List.of(SERVICES),
                    Limit.none("firing")),
            check(
                    GATES,
                    "gates whose last run failed, by the evidence",
                    "Run 'picasso-analytics gate status'.",
                    List.of(LAKE),
                    Limit.none("failed")));

    private HealthChecks() {}

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }

    private static Check check(String id, String measures, String remedy, List<String> needs, Limit... limits) {
        return new Check(id, measures, needs, List.of(limits), 1, remedy, List.of());
    }
}
