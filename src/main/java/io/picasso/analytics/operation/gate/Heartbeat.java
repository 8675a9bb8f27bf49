package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Measurement;
import java.util.List;

/** Gives a sign of life with every step of a run, and tells who listens. */
final class Heartbeat implements GateListener {
    private final GateListener listener;
    private final GateLock lock;

    Heartbeat(GateListener listener, GateLock lock) {
        this.listener = listener;
        this.lock = lock;
    }

    @Override
    public void begun(String run, List<Check> checks) {
        listener.begun(run, checks);
    }

    @Override
    public void checking(Check check) {
        lock.renew();
        listener.checking(check);
    }

    @Override
    public void watched(Measurement measurement) {
        lock.renew();
        listener.watched(measurement);
    }

    @Override
    public void checked(CheckResult result) {
        listener.checked(result);
    }

    @Override
    public void noted(String line) {
        listener.noted(line);
    }
}
