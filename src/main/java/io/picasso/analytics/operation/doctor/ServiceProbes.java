package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the services answer, and what time it is there. */
final class ServiceProbes {
    private final Patient patient;

    ServiceProbes(Patient patient) {
        this.patient = patient;
    }

    Measurement identity() {
        try {
            String who = patient.identity()
                    .arn()
                    .orElse("the user of this machine; the embedded stack asks nobody who he is");
            return Measurement.taken(1, Figure.count("known", 1)).seeing(List.of(who));
        } catch (Failure failure) {
            return Measurement.taken(1, Figure.count("known", 0)).seeing(List.of(text(failure)));
        }
    }

    Measurement s3() {
        return answers(
                () -> patient.buckets().find(patient.declared().buckets().get(0).name()));
    }

    Measurement dynamoDb() {
        return answers(
                () -> patient.tables().find(patient.declared().tables().get(0).name()));
    }

    Measurement sqs() {
        return answers(() -> patient.queues().find(patient.trigger().queue()));
    }

    Measurement lambda() {
        return answers(() -> patient.functionControl().find(patient.processor().name()));
    }

    Measurement athena() {
        return answers(() -> patient.catalog().find(patient.declared().catalog()));
    }

    Measurement cloudWatch() {
        return answers(() -> patient.telemetry()
                .errors(patient.processor().name(), patient.clock().instant().minusSeconds(1), 1));
    }

    /** Whatever it answers is an answer, but that it does not let us, or cannot. */
    private static Measurement answers(Runnable call) {
        try {
            call.run();
            return Measurement.taken(1, Figure.count("answers", 1));
        } catch (Failure failure) {
            boolean silent = failure.code() == FailureCode.SERVICE_UNAVAILABLE
                    || failure.code() == FailureCode.DENIED
                    || failure.code() == FailureCode.THROTTLED
                    || failure.code() == FailureCode.BAD_CONFIGURATION
                    || failure.code() == FailureCode.FAULT;
            return Measurement.taken(1, Figure.count("answers", silent ? 0 : 1)).seeing(List.of(text(failure)));
        }
    }

    /** A failure in one sentence. */
    static String text(Failure failure) {
        return failure.what() + failure.why().map(why -> ": " + why).orElse("");
    }

    Measurement clock() {
        Optional<Instant> theirs = patient.server().now();
        Instant ours = patient.clock().instant();
        return theirs.map(time -> Measurement.taken(
                                1,
                                Figure.of(
                                        "skew",
                                        Math.abs(Duration.between(time, ours).toSeconds()),
                                        Unit.SECONDS))
                        .seeing(List.of("it is " + ours + " here and " + time + " there")))
                .orElseGet(() -> Measurement.untold("the service does not say what time it is"));
    }
}
