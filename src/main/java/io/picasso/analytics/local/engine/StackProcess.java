package io.picasso.analytics.local.engine;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.StackCommand;
import io.picasso.analytics.local.StackSeat;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.local.Storage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stack's own process: takes the state folder, runs the engines, tells where they answer, and ends when it is told
 * to or when its folder is gone.
 */
public final class StackProcess {
    private static final long WATCH_MILLIS = 1000;

    private StackProcess() {}

    /** Arguments: state folder, storage, and {@code service=port} for each fixed port. */
    public static void main(String[] arguments) throws Exception {
        StateFolder folder = new StateFolder(Path.of(arguments[0]));
        Storage storage = Storage.find(arguments[1]).orElseThrow();
        try {
            run(folder, storage, List.of(arguments).subList(2, arguments.length));
        } catch (Failure failure) {
            System.err.println(
                    failure.what() + failure.why().map(why -> ": " + why).orElse(""));
            StackSeat.leaveReason(folder, failure);
            // Engines that did start may have left threads behind.
            Runtime.getRuntime().halt(failure.code().exitStatus().code());
        }
    }

    private static void run(StateFolder folder, Storage storage, List<String> fixedPorts) throws Exception {
        StackSeat seat = StackSeat.take(folder)
                .orElseThrow(
                        () -> Failure.of(FailureCode.STACK_OWNED, "The state folder belongs to another running stack")
                                .where(folder.root().toString()));
        EmbeddedStack stack = EmbeddedStack.start(
                new StackPlan(storage, Optional.of(folder.data()), ports(seat, fixedPorts), dynamoDbParts()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(seat, stack), "leave"));
        seat.announce(stack.endpoints(), storage);
        while (seat.isHeld()) {
            Thread.sleep(WATCH_MILLIS);
        }
        System.err.println("the state folder is gone: leaving");
        leave(seat, stack);
    }

    private static void leave(StackSeat seat, EmbeddedStack stack) {
        try {
            stack.close();
            seat.close();
        } catch (IOException e) {
            System.err.println("leaving: " + e);
        }
    }

    /** The fixed ports, and for the other services those of the last stack where they are still free. */
    private static Map<Service, Integer> ports(StackSeat seat, List<String> fixedPorts) throws IOException {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        seat.lastPorts().forEach((service, port) -> {
            if (LoopbackPort.isFree(port)) {
                ports.put(service, port);
            }
        });
        for (String fixed : fixedPorts) {
            int equals = fixed.indexOf('=');
            ports.put(
                    Service.valueOf(fixed.substring(0, equals).toUpperCase(Locale.ROOT)),
                    Integer.valueOf(fixed.substring(equals + 1)));
        }
        return ports;
    }

    /** The jars for DynamoDB Local's class loader; empty where it is on the class path. */
    static List<Path> dynamoDbParts() {
        return Stream.of(System.getProperty(StackCommand.DYNAMODB_PARTS, "").split(File.pathSeparator, -1))
                .filter(part -> !part.isEmpty())
                .map(Path::of)
                .toList();
    }
}
