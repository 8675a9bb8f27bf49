package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.operation.alarms.AlarmStatus;
import io.picasso.analytics.operation.alarms.Alarms;
import io.picasso.analytics.operation.checkup.Checkup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Whether an environment is well, at a glance. Writes nothing and receives no message of the event queue. */
public final class Health {
    private final Patient patient;
    private final Alarms alarms;
    private final Supplier<Measurement> gates;

    /** @param gates measures what the gates' evidence says, {@link HealthChecks#GATES} */
    public Health(Patient patient, Alarms alarms, Supplier<Measurement> gates) {
        this.patient = patient;
        this.alarms = alarms;
        this.gates = gates;
    }

    /** @param listener told of each result as it is there */
    public List<CheckResult> look(Consumer<CheckResult> listener) {
        TableProbes tables = new TableProbes(patient);
        QueueProbes queues = new QueueProbes(patient);
        LakeProbes lake = new LakeProbes(patient);
        FunctionProbes function = new FunctionProbes(patient);
        Map<String, Supplier<Measurement>> probes = new HashMap<>();
        probes.put(HealthChecks.SERVICES, this::services);
        probes.put(HealthChecks.TABLES, tables::tables);
        probes.put(HealthChecks.LAKE, lake::buckets);
        probes.put(HealthChecks.QUEUE, queues::queuesWithDepth);
        probes.put(HealthChecks.DEAD_LETTERS, queues::deadLetters);
        probes.put(HealthChecks.DEFERRED, lake::deferred);
        probes.put(HealthChecks.FUNCTION, function::function);
        probes.put(HealthChecks.TRIGGER, function::trigger);
        probes.put(HealthChecks.WRITES, function::writes);
        probes.put(HealthChecks.ALARMS, this::alarms);
        probes.put(HealthChecks.GATES, gates);
        Checkup checkup = new Checkup(patient.clock(), () -> false, listener);
        for (Check check : HealthChecks.all()) {
            Supplier<Measurement> probe = probes.get(check.id());
            if (probe == null) {
                throw new IllegalStateException("nobody measures " + check.id());
            }
            checkup.make(check, probe);
        }
        return checkup.results();
    }

    private Measurement services() {
        ServiceProbes services = new ServiceProbes(patient);
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("S3", services.s3());
        all.put("DynamoDB", services.dynamoDb());
        all.put("SQS", services.sqs());
        all.put("Lambda", services.lambda());
        List<String> silent = new ArrayList<>();
        all.forEach((name, measured) -> {
            boolean answers = measured.figure("answers")
                    .filter(figure -> figure.value().signum() > 0)
                    .isPresent();
            if (!answers) {
                silent.add(name + ": " + String.join("; ", measured.seen()));
            }
        });
        return Measurement.taken(all.size(), Figure.count("silent", silent.size()))
                .seeing(silent);
    }

    private Measurement alarms() {
        List<AlarmStatus> all = alarms.status();
        long set = all.stream().filter(alarm -> alarm.found().isPresent()).count();
        if (set == 0) {
            return Measurement.untold("no alarm is set; 'picasso-analytics alarms apply' sets them");
        }
        List<String> firing = all.stream()
                .filter(AlarmStatus::firing)
                .map(alarm -> alarm.alarm().id() + ": "
                        + alarm.found().orElseThrow().state().reason())
                .toList();
        return Measurement.taken(
                        (int) set, Figure.count("firing", firing.size()), Figure.count("not_set", all.size() - set))
                .seeing(firing);
    }
}
