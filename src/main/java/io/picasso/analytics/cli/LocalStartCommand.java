package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.StartRequest;
import io.picasso.analytics.local.Storage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the embedded stack. */
@picocli.CommandLine.Command(
        name = "start",
        description = {
            "Starts the embedded stack, unless it runs already, and shows where it answers.",
            "It goes on running when this command and its terminal are gone. The lake is kept on disk;"
                    + " tables and queues are in memory unless --persist is given."
        },
        footer = {"", "Example:", "  picasso-analytics local start --port-dynamodb 8000"})
final class LocalStartCommand extends LocalStackCommand {
    private static final int HIGHEST_PORT = 65535;

    /** Where data is kept, when it is not to be where it usually is. */
    static final class Keeping {
        @Option(names = "--persist", description = "Keep the tables on disk too; writing to them is slower.")
        boolean persist;

        @Option(
                names = "--in-memory",
                description = "Keep nothing: the lake is in a temporary folder, the rest in memory.")
        boolean inMemory;
    }

    @ArgGroup
    @Nullable
    Keeping keeping;

    @Option(names = "--port-dynamodb", paramLabel = "PORT", description = "Port of DynamoDB; default: a free one.")
    @Nullable
    Integer dynamodbPort;

    @Option(names = "--port-s3", paramLabel = "PORT", description = "Port of S3; default: a free one.")
    @Nullable
    Integer s3Port;

    @Option(names = "--port-sqs", paramLabel = "PORT", description = "Port of SQS; default: a free one.")
    @Nullable
    Integer sqsPort;

    @Option(names = "--port-athena", paramLabel = "PORT", description = "Port of Athena; default: a free one.")
    @Nullable
    Integer athenaPort;

    @Option(names = "--port-lambda", paramLabel = "PORT", description = "Port of Lambda; default: a free one.")
    @Nullable
    Integer lambdaPort;

    @Option(
            names = "--port-eventbridge",
            paramLabel = "PORT",
            description = "Port of EventBridge; default: a free one.")
    @Nullable
    Integer eventbridgePort;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() throws Exception {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        put(ports, Service.DYNAMODB, dynamodbPort);
        put(ports, Service.S3, s3Port);
        put(ports, Service.SQS, sqsPort);
        put(ports, Service.ATHENA, athenaPort);
        put(ports, Service.LAMBDA, lambdaPort);
        put(ports, Service.EVENTBRIDGE, eventbridgePort);
        RunningStack running = stack().start(new StartRequest(storage(), ports), this::note);
        print(new LocalStackAnswer(Optional.of(running), running.folder()));
        return ExitStatus.OK;
    }

    private Optional<Storage> storage() {
        if (keeping == null) {
            return Optional.empty();
        }
        return Optional.of(keeping.persist ? Storage.PERSISTENT : Storage.MEMORY);
    }

    private static void put(Map<Service, Integer> ports, Service service, @Nullable Integer port) {
        if (port == null) {
            return;
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw Failure.of(FailureCode.BAD_USAGE, port + " is not a port")
                    .where("--port-" + service.key())
                    .next("Give a number from 1 to " + HIGHEST_PORT + ", or leave the option out.");
        }
        if (ports.containsValue(port)) {
            throw Failure.of(FailureCode.BAD_USAGE, "Two services cannot share port " + port)
                    .where("--port-" + service.key())
                    .next("Give each a port of its own, or leave the option out.");
        }
        ports.put(service, port);
    }
}
