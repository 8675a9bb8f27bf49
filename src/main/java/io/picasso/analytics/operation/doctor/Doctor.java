package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.operation.checkup.Checkup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks for faults. What it writes for that it removes again; nothing else is changed. */
public final class Doctor {
    private final Patient patient;
    private final BooleanSupplier stop;

    public Doctor(Patient patient, BooleanSupplier stop) {
        this.patient = patient;
        this.stop = stop;
    }

    /**
     * Makes every check.
     *
     * @param run tells this run from others; letters and digits
     * @param wait how long a message may take from the queue to the lake
     * @param listener told of each result as it is there
     */
    public List<CheckResult> examine(String run, Duration wait, Consumer<CheckResult> listener) {
        Instant came = patient.clock().instant();
        ProbeEvents events = new ProbeEvents(run, came);
        ServiceProbes services = new ServiceProbes(patient);
        TableProbes tables = new TableProbes(patient);
        QueueProbes queues = new QueueProbes(patient);
        LakeProbes lake = new LakeProbes(patient);
        CatalogProbes catalog = new CatalogProbes(patient, stop);
        FunctionProbes function = new FunctionProbes(patient);
        PathProbes path = new PathProbes(patient, events, wait, stop);
        Sweep sweep = new Sweep(patient);
        Map<String, Supplier<Measurement>> probes = new HashMap<>();
        probes.put(DoctorChecks.IDENTITY, services::identity);
        probes.put(DoctorChecks.S3, services::s3);
        probes.put(DoctorChecks.DYNAMODB, services::dynamoDb);
        probes.put(DoctorChecks.SQS, services::sqs);
        probes.put(DoctorChecks.LAMBDA, services::lambda);
        probes.put(DoctorChecks.ATHENA, services::athena);
        probes.put(DoctorChecks.CLOUDWATCH, services::cloudWatch);
        probes.put(DoctorChecks.CLOCK, services::clock);
        probes.put(DoctorChecks.TABLES, tables::tables);
        probes.put(DoctorChecks.INDEXES, tables::indexes);
        probes.put(DoctorChecks.TTL, tables::ttl);
        probes.put(DoctorChecks.BUCKETS, lake::buckets);
        probes.put(DoctorChecks.LAKE_WRITE, () -> lake.write(run));
        probes.put(DoctorChecks.TENANTS, () -> lake.tenants(path::know));
        probes.put(DoctorChecks.DEFERRED, lake::deferred);
        probes.put(DoctorChecks.CATALOG, () -> catalog.table(lake.known()));
        probes.put(DoctorChecks.QUEUES, queues::queues);
        probes.put(DoctorChecks.REDRIVE, queues::redrive);
        probes.put(DoctorChecks.RETENTION, queues::retention);
        probes.put(DoctorChecks.DEAD_LETTERS, queues::deadLetters);
        probes.put(DoctorChecks.FUNCTION, function::function);
        probes.put(DoctorChecks.VISIBILITY, () -> queues.visibility(function.found()));
        probes.put(DoctorChecks.VARIABLES, function::variables);
        probes.put(DoctorChecks.WRITES, function::writes);
        probes.put(DoctorChecks.TRIGGER, function::trigger);
        probes.put(DoctorChecks.PROCESSING, () -> path.processing(function.writesTables()));
        probes.put(DoctorChecks.QUEUE_PATH, () -> path.queue(function.writesTables()));
        probes.put(DoctorChecks.LOGS, () -> function.logs(came));
        probes.put(DoctorChecks.PARTITIONS, lake::partitions);
        probes.put(DoctorChecks.FORMAT, lake::format);
        probes.put(DoctorChecks.ATHENA_ROWS, () -> catalog.rows(lake.sample()));
        probes.put(DoctorChecks.CLEAN, () -> path.wrote() ? sweep.after(events.sessions()) : Sweep.NOTHING);
        // What a run left that was cut off would be found as a fault of the lake.
        sweep.before();
        Checkup checkup = new Checkup(patient.clock(), stop, listener);
        for (Check check : DoctorChecks.all()) {
            Supplier<Measurement> probe = probes.get(check.id());
            if (probe == null) {
                throw new IllegalStateException("nobody measures " + check.id());
            }
            if (check.id().equals(DoctorChecks.CLEAN)) {
                checkup.makeAnyway(check, probe);
            } else {
                checkup.make(check, probe);
            }
        }
        return checkup.results();
    }
}
