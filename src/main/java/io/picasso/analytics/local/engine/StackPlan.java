package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.local.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded stack is to be.
 *
 * @param storage where the engines keep their data
 * @param dataFolder the folder for what goes to disk; needed unless all is kept in memory
 * @param ports the port of each service; 0 or absent: a free one
 * @param dynamoDbParts the jars for DynamoDB Local's own class loader; empty: it is on the class path
 */
public record StackPlan(
        Storage storage, Optional<Path> dataFolder, Map<Service, Integer> ports, List<Path> dynamoDbParts) {
    public StackPlan {
        ports = Map.copyOf(ports);
        dynamoDbParts = List.copyOf(dynamoDbParts);
        if (storage != Storage.MEMORY && dataFolder.isEmpty()) {
            throw new IllegalArgumentException("storage '" + storage.key() + "' needs a data folder");
        }
    }

    /** Nothing kept, on free ports, with DynamoDB Local on the class path: the form for tests. */
    public static StackPlan inMemory() {
        return new StackPlan(Storage.MEMORY, Optional.empty(), Map.of(), List.of());
    }

    /** The port asked for; 0 where any free one will do. */
    int port(Service service) {
        return ports.getOrDefault(service, 0);
    }

    /** Where the logs of functions are to be; empty where there is no folder for data. */
    Optional<Path> logs() {
        return dataFolder.map(folder -> folder.resolve(StateFolder.FUNCTION_LOGS));
    }

    /** The folder this service writes to; empty when it stays in memory. */
    Optional<Path> folder(Service service) {
        return storage.survivesStop(service)
                ? dataFolder.map(folder -> folder.resolve(service.key()))
                : Optional.empty();
    }
}
