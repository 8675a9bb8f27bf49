package io.picasso.analytics.port;

/**
 * Decides when the next write to the session tables may be sent, and is told what it cost. Units are DynamoDB's write
 * units, index writes included. Safe for many threads.
 */
public interface WritePace {
    /** Every write is sent at once; a throttled one is left to the client's own retries. */
    WritePace NONE = new WritePace() {
        @Override
        public void await(String tenantHash, double units) {}

        @Override
        public void spent(String tenantHash, double estimated, double consumed) {}

        @Override
        public boolean throttled(String tenantHash, Scope scope) {
            return false;
        }

        @Override
        public double largest() {
            return Double.POSITIVE_INFINITY;
        }
    };

    /** What had not enough capacity. */
    enum Scope {
        /** The table or an index as a whole, or the account. */
        TABLE,
        /** One partition key: in the index all events of a tenant have the same one. */
        KEY
    }

    /**
     * Waits until the units may be spent.
     *
     * @param tenantHash whose rows are written
     * @throws io.picasso.analytics.failure.Failure when the work is to end instead
     */
    void await(String tenantHash, double units);

    /** Says what a write for which {@link #await} was asked really consumed. */
    void spent(String tenantHash, double estimated, double consumed);

    /**
     * Says that a write, or a part of it, was refused for want of capacity.
     *
     * @return whether it is to be sent again after another {@link #await}
     */
    boolean throttled(String tenantHash, Scope scope);

    /** The most units that one write should take, so that writes can be spread evenly. */
    double largest();
}
