package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.QueryLimits;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Starts statements, and waits until they have ended. A statement that is waited for in vain is stopped. */
final class AthenaQueries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final AthenaClient client;
    private final AwsService service;
    private final String workgroup;
    private final String output;

    AthenaQueries(AthenaClient client, AwsService service, String workgroup, String output) {
        this.client = client;
        this.service = service;
        this.workgroup = workgroup;
        this.output = output;
    }

    /**
     * Runs a statement to its good end.
     *
     * @param request the statement; workgroup and place of the answer are added
     * @throws Failure as {@link io.picasso.analytics.port.Warehouse#query} says
     */
    QueryExecution run(StartQueryExecutionRequest.Builder request, QueryLimits limits) {
        String id = start(request);
        try {
            return await(id, limits);
        } catch (Failure failure) {
            // It has ended by itself where the failure is its own; stopping it again does no harm.
            stop(id);
            throw failure;
        }
    }

    private String start(StartQueryExecutionRequest.Builder request) {
        // The SDK gives each request a token of its own, so that trying again does not start it twice.
        StartQueryExecutionRequest complete = request.workGroup(workgroup)
                .resultConfiguration(result -> result.outputLocation(output))
                .build();
        return service.call("start", "a query", () -> {
            try {
                return client.startQueryExecution(complete).queryExecutionId();
            } catch (InvalidRequestException e) {
                throw AthenaFailures.refused(e, service.place());
            }
        });
    }

    private QueryExecution await(String id, QueryLimits limits) {
        long end = System.nanoTime() + limits.longest().toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            QueryExecution execution = service.call(
                    "follow",
                    "query " + id,
                    () -> client.getQueryExecution(get -> get.queryExecutionId(id))
                            .queryExecution());
            QueryExecutionState state = execution.status().state();
            checkScan(execution, limits);
            if (state == QueryExecutionState.SUCCEEDED) {
                return execution;
            }
            if (state == QueryExecutionState.FAILED || state == QueryExecutionState.CANCELLED) {
                throw AthenaFailures.ended(execution, service.place());
            }
            if (limits.stop().getAsBoolean()) {
                throw interrupted(id);
            }
            if (System.nanoTime() - end >= 0) {
                throw Failure.of(
                                FailureCode.SERVICE_UNAVAILABLE,
                                "the query was not answered within "
                                        + limits.longest().toSeconds() + " s and was stopped")
                        .where(service.place() + ", query " + id);
            }
            sleep(pause, id);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void checkScan(QueryExecution execution, QueryLimits limits) {
        long scanned = AthenaWarehouse.scanned(execution);
        if (limits.maxScan().isPresent() && scanned > limits.maxScan().getAsLong()) {
            throw Failure.of(
                            FailureCode.SCAN_LIMIT,
                            "the query has read " + scanned + " bytes, and may read "
                                    + limits.maxScan().getAsLong())
                    .where(service.place() + ", query " + execution.queryExecutionId())
                    .why("what was read until it was stopped is billed");
        }
    }

    private void stop(String id) {
        try {
            service.call(
                    "stop",
                    "query " + id,
                    () -> Optional.of(client.stopQueryExecution(stop -> stop.queryExecutionId(id))));
        } catch (Failure unreachable) {
            // Said already by the failure that led here; the query ends by itself after 30 minutes at most.
            return;
        }
    }

    private static void sleep(Duration pause, String id) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(id).cause(e);
        }
    }

    private static Failure interrupted(String id) {
        return Failure.of(FailureCode.INTERRUPTED, "the query was stopped").where("query " + id);
    }
}
