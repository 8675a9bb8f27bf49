package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Measurement;
import java.util.List;

/** Told how a run goes on. */
public interface GateListener {
    /** Nobody is told. */
    GateListener NONE = new GateListener() {};

    /** The run has begun. */
    default void begun(String run, List<Check> checks) {}

    /** A check is being made. */
    default void checking(Check check) {}

    /** What a look at what is watched has found. */
    default void watched(Measurement measurement) {}

    /** A check was made. */
    default void checked(CheckResult result) {}

    /** Something else that is worth knowing. */
    default void noted(String line) {}
}
