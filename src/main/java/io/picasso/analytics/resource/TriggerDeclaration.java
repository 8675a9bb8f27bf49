package io.picasso.analytics.resource;

import java.time.Duration;

/**
 * A queue that calls a function, as it should be. Failed messages are reported one by one, so that the others of their
 * batch do not come again.
 *
 * @param function the function's name
 * @param queue the queue's name
 * @param batchSize messages in one call at most
 * @param window how long Lambda waits for a batch to fill
 */
public record TriggerDeclaration(String function, String queue, int batchSize, Duration window) implements Declaration {
    @Override
    public String name() {
        return queue + " → " + function;
    }

    @Override
    public String kind() {
        return "trigger";
    }
}
