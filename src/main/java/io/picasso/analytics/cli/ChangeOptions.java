package io.picasso.analytics.cli;

import io.picasso.analytics.operation.rollback.SwitchRequest;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that changes a function or what it writes. */
final class ChangeOptions {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it is kept with the record of the change.")
    String reason = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            converter = NaturalNumber.class,
            defaultValue = "300",
            description = "How long to wait for the change to come into force (default: ${DEFAULT-VALUE}).")
    int waitSeconds;

    Duration longestWait() {
        return Duration.ofSeconds(waitSeconds);
    }

    /** Who wants it, as far as this machine knows. */
    SwitchRequest request(Map<String, String> variables, boolean recorded) {
        return new SwitchRequest(who(variables), reason, recorded);
    }

    /** The person and machine at this terminal. */
    static String who(Map<String, String> variables) {
        String user = System.getProperty("user.name", "unknown");
        String host = variables.getOrDefault("HOSTNAME", "");
        return host.isEmpty() ? user : user + "@" + host;
    }
}
