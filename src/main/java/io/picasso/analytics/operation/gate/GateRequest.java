package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Phase;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a phase as it is asked for.
 *
 * @param who the person and machine
 * @param host the machine, and the process on it, by which a run that was killed is told from one that is at it
 * @param process number of the process
 * @param versions what runs, by name
 * @param override why it shall run although the phase before has not passed; empty: it shall not
 * @param resume whether the checks that passed in the last run count, where that one did not come to its end
 * @param watch how the table writes are watched; of phase 4 only
 * @param autoRollback whether table writes are switched off when a check of phase 4 fails
 */
public record GateRequest(
        Phase phase,
        String who,
        String host,
        long process,
        Map<String, String> versions,
        Optional<String> override,
        boolean resume,
        Watch watch,
        boolean autoRollback) {
    public GateRequest {
        versions = Map.copyOf(versions);
    }
}
