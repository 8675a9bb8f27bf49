package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queues: whether they are there, where what fails goes, and whether it is kept long enough. */
final class QueueProbes {
    /** AWS's own rule: a message must not become visible while a call and its retries still work on it. */
    private static final int VISIBILITY_TIMES = 6;

    private final Patient patient;
    private final Map<String, FoundQueue> found = new LinkedHashMap<>();

    QueueProbes(Patient patient) {
        this.patient = patient;
    }

    Measurement queues() {
        List<String> missing = new ArrayList<>();
        for (QueueDeclaration queue : patient.declared().queues()) {
            patient.queues()
                    .find(queue.name())
                    .ifPresentOrElse(
                            there -> found.put(queue.name(), there),
                            () -> missing.add("queue " + queue.name() + " is not there"));
        }
        return Measurement.taken(patient.declared().queues().size(), Figure.count("missing", missing.size()))
                .seeing(missing);
    }

    /** As {@link #queues}, and how many events wait. */
    Measurement queuesWithDepth() {
        Measurement measured = queues();
        Optional<FoundQueue> events =
                Optional.ofNullable(found.get(patient.trigger().queue()));
        return events.<Measurement>map(queue -> new Measurement.Taken(
                        List.of(
                                measured.figure("missing").orElseThrow(),
                                Figure.count("waiting", queue.visible()),
                                Figure.count("in_flight", queue.inFlight())),
                        measured.samples(),
                        measured.series(),
                        measured.seen()))
                .orElse(measured);
    }

    Measurement redrive() {
        List<String> none = new ArrayList<>();
        List<String> other = new ArrayList<>();
        int samples = 0;
        for (QueueDeclaration queue : patient.declared().queues()) {
            Optional<Redrive> is = there(queue.name()).redrive();
            samples++;
            if (queue.redrive().isPresent() && is.isEmpty()) {
                none.add("queue " + queue.name() + " sets no message aside, however often it fails");
            } else if (!is.equals(queue.redrive())) {
                other.add("queue " + queue.name() + " sets messages aside "
                        + is.map(QueueProbes::text).orElse("nowhere") + "; declared is "
                        + queue.redrive().map(QueueProbes::text).orElse("nowhere"));
            }
        }
        return Measurement.taken(samples, Figure.count("none", none.size()), Figure.count("other", other.size()))
                .seeing(Sentences.of(none, other));
    }

    private static String text(Redrive redrive) {
        return "into " + redrive.deadLetterQueue() + " after " + redrive.maxReceiveCount() + " receives";
    }

    Measurement retention() {
        Duration worst = Duration.ZERO;
        List<String> seen = new ArrayList<>();
        int compared = 0;
        for (QueueDeclaration queue : patient.declared().queues()) {
            Optional<Duration> kept = there(queue.name()).retention();
            Optional<Duration> aside = queue.redrive()
                    .flatMap(redrive -> there(redrive.deadLetterQueue()).retention());
            if (kept.isPresent() && aside.isPresent()) {
                compared++;
                Duration lacking = kept.get().minus(aside.get());
                if (lacking.compareTo(Duration.ZERO) > 0) {
                    seen.add("queue " + queue.name() + " keeps messages for "
                            + kept.get().toSeconds() + " s, its dead-letter queue for "
                            + aside.get().toSeconds() + " s");
                    worst = lacking.compareTo(worst) > 0 ? lacking : worst;
                }
            } else if (queue.redrive().isPresent() && patient.settings().isLocal()) {
                compared++;
                seen.add("queue " + queue.name() + ": the embedded stack deletes no message by age");
            }
        }
        return compared == 0
                ? Measurement.untold("this engine does not say how long it keeps messages")
                : Measurement.taken(compared, Figure.of("too_short", worst.toSeconds(), Unit.SECONDS))
                        .seeing(seen);
    }

    Measurement deadLetters() {
        long waiting = 0;
        List<String> seen = new ArrayList<>();
        int looked = 0;
        for (QueueDeclaration queue : patient.declared().queues()) {
            if (queue.redrive().isEmpty()) {
                FoundQueue there = there(queue.name());
                long messages = there.visible() + there.inFlight() + there.delayed();
                looked++;
                waiting += messages;
                if (messages > 0) {
                    seen.add("about " + messages + " in queue " + queue.name());
                }
            }
        }
        return Measurement.taken(looked, Figure.count("waiting", waiting)).seeing(seen);
    }

    /** @param function as it was found; empty: what is declared counts */
    Measurement visibility(Optional<FoundFunction> function) {
        Duration timeout = function.map(there -> there.settings().timeout())
                .orElse(Duration.ofSeconds(patient.settings().number(SettingKey.FUNCTION_TIMEOUT)));
        Duration visibility = there(patient.trigger().queue()).visibility();
        Duration missing = timeout.multipliedBy(VISIBILITY_TIMES).minus(visibility);
        return Measurement.taken(1, Figure.of("too_short", Math.max(0, missing.toSeconds()), Unit.SECONDS))
                .seeing(List.of("the queue hides a message for " + visibility.toSeconds() + " s, a call may take "
                        + timeout.toSeconds() + " s"));
    }

    private FoundQueue there(String queue) {
        return Optional.ofNullable(found.get(queue)).orElseThrow();
    }
}
