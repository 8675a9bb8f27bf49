package io.picasso.analytics.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the engines keep what they are given, and so what a stop of the stack takes away. */
public enum Storage {
    /** The lake on disk, tables and queues in memory: the tables can be rebuilt from the lake. */
    STANDARD,
    /** The lake and the tables on disk, queues in memory. Writes to tables are several times slower. */
    PERSISTENT,
    /**
     * Nothing is kept: tables and queues in memory, the lake in a temporary folder that goes with the stack; that too is in
     * memory where the system has a RAM disk.
     */
    MEMORY;

    /** The name in the state file and in answers: {@code standard}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what this service holds is still there after the stack was stopped. */
    public boolean survivesStop(Service service) {
        return switch (service) {
            case S3, ATHENA, LAMBDA, EVENTBRIDGE -> this != MEMORY;
            case DYNAMODB -> this == PERSISTENT;
            // The queue engine's own store brings purged messages back, so it is not used.
            case SQS -> false;
        };
    }

    /** One line for people: where this service's data is and what becomes of it. */
    public String describe(Service service) {
        if (survivesStop(service)) {
            return switch (service) {
                case ATHENA -> "tables of the catalog on disk: kept; past queries are lost on stop";
                case LAMBDA -> "functions, mappings and addresses on disk: kept";
                case EVENTBRIDGE -> "schedules on disk: kept";
                default -> "on disk: kept";
            };
        }
        return switch (service) {
            case S3, ATHENA, LAMBDA, EVENTBRIDGE -> "in a temporary folder: lost on stop";
            case DYNAMODB ->
                this == MEMORY
                        ? "in memory: lost on stop"
                        : "in memory: lost on stop; rebuild with 'provision apply' and 'backfill run'";
            case SQS -> "in memory: queues and messages are lost on stop";
        };
    }

    /** The storage of that name; empty when there is none. */
    public static Optional<Storage> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
