package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.port.QueryCost;
import java.time.Instant;
import java.util.List;

/**
 * What an aggregation did.
 *
 * @param startedAt the moment all its ranges end at
 * @param tenants one for each tenant, in the order of their ids
 * @param queries what each query took, in order; a query that failed is not among them
 */
public record AggregationReport(Instant startedAt, List<OfTenant> tenants, List<QueryCost> queries) {
    /**
     * What became of a tenant.
     *
     * @param updated entries that were computed and kept
     * @param failures why others were not, each reason once; their old values are still there
     * @param failed how many were not
     */
    public record OfTenant(String tenantId, int updated, int failed, List<Failure> failures) {
        public OfTenant {
            failures = List.copyOf(failures);
        }
    }

    public AggregationReport {
        tenants = List.copyOf(tenants);
        queries = List.copyOf(queries);
    }

    /** Tenants of which everything was computed. */
    public long successful() {
        return tenants.stream().filter(tenant -> tenant.failed() == 0).count();
    }

    /** Tenants of which something was not. */
    public long failed() {
        return tenants.size() - successful();
    }

    /** Bytes that all queries read. */
    public long scannedBytes() {
        return queries.stream().mapToLong(QueryCost::scannedBytes).sum();
    }
}
