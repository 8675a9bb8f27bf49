package io.picasso.analytics.local.engine;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** All engines in this process, answering from {@link #start} until {@link #close}. */
public final class EmbeddedStack implements AutoCloseable {
    private static final String TEMPORARY = "picasso-analytics-stack";

    /** Files in memory, where the system has a place for them. */
    private static final Path RAM_DISK = Path.of("/dev/shm");

    /** In a container that place may be too small for a lake. */
    private static final long ROOM = 1L << 30;

    private final Map<Service, Engine> engines = new EnumMap<>(Service.class);
    private final Optional<Path> temporary;

    private EmbeddedStack(Optional<Path> temporary) {
        this.temporary = temporary;
    }

    /**
     * Starts the engines in parallel and returns when all answer. When one fails the others are closed again.
     *
     * @throws Failure with {@link FailureCode#PORT_IN_USE} for a port that somebody else has, {@link
     *     FailureCode#STACK_FAILED} for anything else
     */
    public static EmbeddedStack start(StackPlan plan) {
        for (Service service : Service.values()) {
            LoopbackPort.require(service, plan.port(service));
        }
        EmbeddedStack stack = new EmbeddedStack(temporaryFolder(plan));
        List<Callable<Engine>> starts = List.of(
                () -> new DynamoDbLocalEngine(
                        plan.dynamoDbParts(), plan.port(Service.DYNAMODB), plan.folder(Service.DYNAMODB)),
                () -> new S3ProxyEngine(plan.port(Service.S3), stack.folder(plan, Service.S3)),
                () -> new ElasticMqEngine(plan.port(Service.SQS)),
                () -> new AthenaEngine(
                        plan.port(Service.ATHENA), stack.folder(plan, Service.S3), stack.folder(plan, Service.ATHENA)));
        ExecutorService pool = Executors.newFixedThreadPool(starts.size());
        try {
            List<Exception> failures = new ArrayList<>();
            for (Future<Engine> started : pool.invokeAll(starts)) {
                try {
                    Engine engine = started.get();
                    stack.engines.put(engine.service(), engine);
                } catch (ExecutionException e) {
                    failures.add(e);
                }
            }
            if (failures.isEmpty()) {
                stack.startLambda(plan, failures);
            }
            if (!failures.isEmpty()) {
                stack.close();
                throw failed(failures.get(0));
            }
            return stack;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } finally {
            pool.shutdown();
        }
    }

    /** The last ones: functions are told where the others are, and schedules call functions. */
    private void startLambda(StackPlan plan, List<Exception> failures) {
        Path folder = folder(plan, Service.LAMBDA);
        Path logs = plan.logs().orElseGet(() -> folder.resolveSibling("function-logs"));
        try {
            LambdaEngine lambda = new LambdaEngine(plan.port(Service.LAMBDA), folder, logs, ports());
            engines.put(Service.LAMBDA, lambda);
            engines.put(
                    Service.EVENTBRIDGE,
                    new EventsEngine(
                            plan.port(Service.EVENTBRIDGE),
                            folder(plan, Service.EVENTBRIDGE),
                            Endpoints.at(lambda.port())));
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        }
    }

    /** Where the services answer. */
    public Endpoints endpoints() {
        return new Endpoints(ports());
    }

    private Map<Service, Integer> ports() {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        engines.forEach((service, engine) -> ports.put(service, engine.port()));
        return ports;
    }

    /** Closes every engine, also when one of them fails to close. */
    @Override
    public void close() {
        List<Engine> lastFirst = new ArrayList<>(engines.values());
        // In the order of the services those that use others are the last; whoever uses the others ends first.
        Collections.reverse(lastFirst);
        for (Engine engine : lastFirst) {
            try {
                engine.close();
            } catch (Exception e) {
                System.err.println("closing " + engine.service().key() + ": " + e);
            }
        }
        engines.clear();
        temporary.ifPresent(EmbeddedStack::delete);
    }

    /** The engine of queries reads the objects of S3 as files, so there are files even where nothing is kept. */
    private static Optional<Path> temporaryFolder(StackPlan plan) {
        if (plan.folder(Service.S3).isPresent()) {
            return Optional.empty();
        }
        try {
            Path folder = hasRoom(RAM_DISK)
                    ? Files.createTempDirectory(RAM_DISK, TEMPORARY)
                    : Files.createTempDirectory(TEMPORARY);
            return Optional.of(folder.toRealPath());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static boolean hasRoom(Path folder) throws IOException {
        return Files.isDirectory(folder)
                && Files.isWritable(folder)
                && Files.getFileStore(folder).getUsableSpace() > ROOM;
    }

    private Path folder(StackPlan plan, Service service) {
        return plan.folder(service).orElseGet(() -> temporary.orElseThrow().resolve(service.key()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("deleting " + folder + ": " + e);
        }
    }

    private static Failure failed(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return Failure.of(FailureCode.STACK_FAILED, "An engine of the embedded stack did not start")
                .why(cause.toString())
                .cause(cause);
    }
}
