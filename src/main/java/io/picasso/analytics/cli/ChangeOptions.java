package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.port.CallerIdentity;
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

    /** Who wants it, as far as AWS and this machine know. */
    SwitchRequest request(CallerIdentity identity, Map<String, String> variables, boolean recorded) {
        return new SwitchRequest(who(identity, variables), reason, recorded);
    }

    /**
     * Who AWS takes us for, and the person and machine at this terminal. Where AWS does not say, that is written down: a
     * rollback does not wait for it.
     */
    static String who(CallerIdentity identity, Map<String, String> variables) {
        String user = System.getProperty("user.name", "unknown");
        String host = variables.getOrDefault("HOSTNAME", "");
        String here = host.isEmpty() ? user : user + "@" + host;
        try {
            return identity.arn().map(arn -> arn + " (" + here + ")").orElse(here);
        } catch (Failure failure) {
            return here + " (not named by AWS: " + failure.what() + ")";
        }
    }
}
