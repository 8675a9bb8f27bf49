package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.SummaryDifference;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The probes of one phase in one run, and what several of them need. */
abstract class Probes {
    /** How long a message may take from the queue to where it belongs. */
    static final Duration ARRIVAL = Duration.ofSeconds(90);

    final GateTarget target;
    final ProbeSessions sessions;
    final BooleanSupplier stop;
    final LakeLook lake;

    Probes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop) {
        this.target = target;
        this.sessions = sessions;
        this.stop = stop;
        this.lake = new LakeLook(target);
    }

    /** A probe for each check of the phase, by the check's id, but for the last, which looks for what is left. */
    abstract Map<String, Probe> all();

    /** Whether messages may still be on the way when the phase ends. */
    boolean onTheWay() {
        return false;
    }

    /** Makes the probes' tenants known. */
    final void know() {
        Instant now = target.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        for (Tenant tenant : List.of(ProbeSessions.OURS, ProbeSessions.THEIRS)) {
            target.tenants().add(new TenantMapping(tenant, Optional.of(now), Optional.of("picasso-analytics gate")));
        }
    }

    /** A moment so long ago. */
    final Instant ago(Duration time) {
        return ProbeSessions.ago(target.clock().instant(), time);
    }

    final BatchProcessor processor() {
        return target.processor(target.lake(), Optional.of(target.store()));
    }

    /** What lies between a session's events and those in the table. */
    final EventLook table(ProbeSession probe) {
        return EventLook.of(
                probe.events(),
                target.store().events(probe.tenant().hash(), probe.session()).stream()
                        .map(stored -> stored.event())
                        .toList());
    }

    /** The session's summary as it lies in the table. */
    final Optional<SessionSummary> summary(ProbeSession probe) {
        return target.store()
                .findAnchor(probe.tenant().hash(), probe.session())
                .flatMap(at -> target.store().summary(Sweep.key(probe, at)));
    }

    /** The summary that the session's events say. */
    final SessionSummary folded(ProbeSession probe) {
        return SessionFold.over(probe.events(), target.retention()).summary().orElseThrow();
    }

    /** Where the row and the session's events do not agree. */
    final List<String> differences(ProbeSession probe, SessionSummary row) {
        return SummaryDifference.between(row, folded(probe), target.clock().instant()).stream()
                .map(SummaryDifference::toString)
                .toList();
    }

    static List<String> reasons(BatchResult result) {
        List<String> reasons = new ArrayList<>();
        result.failures()
                .forEach(failure -> reasons.add(
                        failure.what() + failure.why().map(why -> ": " + why).orElse("")));
        return reasons;
    }

    static Measurement taken(int samples, List<String> seen, Figure... figures) {
        return new Measurement.Taken(List.of(figures), samples, Series.NONE, seen);
    }

    static Measurement taken(int samples, EventLook look, Figure... more) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.count("missing", look.missing()));
        figures.add(Figure.count("changed", look.changed()));
        figures.addAll(List.of(more));
        return new Measurement.Taken(figures, samples, Series.NONE, look.seen());
    }
}
