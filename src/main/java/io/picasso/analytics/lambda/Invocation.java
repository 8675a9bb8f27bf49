package io.picasso.analytics.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One call of the function.
 *
 * @param requestId names it in the log
 * @param function the function's name
 * @param remaining the time it still has, whenever it is asked
 */
record Invocation(String requestId, String function, Supplier<Duration> remaining) {
    static Invocation of(Context context) {
        return new Invocation(
                context.getAwsRequestId(),
                context.getFunctionName(),
                () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    }
}
