package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.port.WritePace.Scope;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** Sends writes as their pace allows, tells it what they cost, and sends throttled ones again where it says so. */
final class PacedWrites {
    /** Starts the reason when a single key had not enough: {@code TableWriteKeyRangeThroughputExceeded}. */
    private static final String KEY_REASON = "KeyRange";

    private static final int LONGEST_PAUSE_MS = 100;

    /** The SDK does not send unprocessed items again; after these rounds the rest is reported as not written. */
    private static final int MAX_ROUNDS = 6;

    private static final int FIRST_PAUSE_MS = 25;

    private final AwsService service;
    private final WritePace pace;

    PacedWrites(AwsService service, WritePace pace) {
        this.service = service;
        this.pace = pace;
    }

    boolean isPaced() {
        return pace != WritePace.NONE;
    }

    /** The most units that one write should take. */
    double largest() {
        return pace.largest();
    }

    /** What a call is to return of its cost. */
    ReturnConsumedCapacity wanted() {
        return isPaced() ? ReturnConsumedCapacity.TOTAL : ReturnConsumedCapacity.NONE;
    }

    /**
     * Makes a write.
     *
     * @param units what it is expected to cost at most
     * @param consumed reads from the answer what it did cost; empty where the engine does not say
     */
    <T> T send(
            String table,
            String tenantHash,
            double units,
            Supplier<T> call,
            Function<T, List<ConsumedCapacity>> consumed) {
        while (true) {
            pace.await(tenantHash, units);
            Throttling throttling = new Throttling();
            try {
                T answer = service.call("write", "table " + table, () -> throttling.watching(call));
                if (isPaced()) {
                    pace.spent(tenantHash, units, total(consumed.apply(answer), units));
                }
                return answer;
            } catch (Failure failure) {
                if (isPaced()) {
                    pace.spent(tenantHash, units, 0);
                }
                if (failure.code() != FailureCode.THROTTLED || !pace.throttled(tenantHash, throttling.scope)) {
                    throw failure;
                }
                pause(LONGEST_PAUSE_MS);
            }
        }
    }

    /**
     * Says that some of a batch came back, and waits before it is sent again.
     *
     * @param round how often it was sent
     * @return false when sending it again is not worth it
     */
    boolean again(String tenantHash, int round) {
        boolean again = isPaced() ? pace.throttled(tenantHash, Scope.TABLE) : round < MAX_ROUNDS;
        if (again) {
            pause(isPaced() ? LONGEST_PAUSE_MS : FIRST_PAUSE_MS << round);
        }
        return again;
    }

    private static double total(List<ConsumedCapacity> consumed, double estimated) {
        return consumed.isEmpty()
                ? estimated
                : consumed.stream()
                        .mapToDouble(c -> c.capacityUnits() == null ? 0 : c.capacityUnits())
                        .sum();
    }

    private static void pause(int longest) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest / 4, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while writing")
                    .cause(e);
        }
    }

    /** Looks at an exception on its way to being translated: afterwards its reasons are only words. */
    private static final class Throttling {
        private Scope scope = Scope.TABLE;

        <T> T watching(Supplier<T> call) {
            try {
                return call.get();
            } catch (ProvisionedThroughputExceededException e) {
                scope = scopeOf(e.hasThrottlingReasons() ? e.throttlingReasons() : List.of());
                throw e;
            } catch (RequestLimitExceededException e) {
                scope = scopeOf(e.hasThrottlingReasons() ? e.throttlingReasons() : List.of());
                throw e;
            } catch (ThrottlingException e) {
                scope = scopeOf(e.hasThrottlingReasons() ? e.throttlingReasons() : List.of());
                throw e;
            }
        }

        /** Only where every reason is one key's the others may go on at full speed. */
        private static Scope scopeOf(List<ThrottlingReason> reasons) {
            boolean keyOnly = !reasons.isEmpty()
                    && reasons.stream()
                            .allMatch(r -> r.reason() != null && r.reason().contains(KEY_REASON));
            return keyOnly ? Scope.KEY : Scope.TABLE;
        }
    }
}
