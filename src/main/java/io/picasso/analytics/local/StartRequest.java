package io.picasso.analytics.local;

import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a stack that is to be started.
 *
 * @param storage where data is to be kept; empty: as the folder has it, see {@link Storage#STANDARD}
 * @param ports fixed ports; a service without one gets the port it had last, or a free one
 */
public record StartRequest(Optional<Storage> storage, Map<Service, Integer> ports) {
    public StartRequest {
        ports = Map.copyOf(ports);
    }

    /** Nothing in particular: any running stack will do. */
    public static StartRequest usual() {
        return new StartRequest(Optional.empty(), Map.of());
    }

    /** Whether a running stack is what this request asks for. */
    boolean isMetBy(RunningStack running) {
        return storage.map(running.storage()::equals).orElse(true)
                && ports.entrySet().stream().allMatch(p -> running.endpoints().port(p.getKey()) == p.getValue());
    }
}
