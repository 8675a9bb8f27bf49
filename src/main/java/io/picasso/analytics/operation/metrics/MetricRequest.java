package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricParameters;
import io.picasso.analytics.metric.MetricQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A question about a tenant's metric.
 *
 * @param tenant whose; no other's data is ever read
 * @param query what is asked
 * @param source the only source that may answer; empty: the quickest that can
 * @param now the moment of the question, which ends its range and at which expiry and outcomes are judged
 */
public record MetricRequest(Tenant tenant, MetricQuery query, Optional<MetricSource> source, Instant now) {
    private static final String SOURCE = "source";
    private static final String ANY = "auto";

    /**
     * Reads a request: the parameters of {@link MetricParameters}, and {@code source}: auto (the default), cache,
     * dynamodb or athena.
     *
     * @throws Failure INVALID_INPUT when a parameter cannot be read; its place is the parameter's name
     */
    public static MetricRequest of(Tenant tenant, MetricName metric, Map<String, String> parameters, Instant now) {
        return new MetricRequest(
                tenant,
                MetricParameters.read(metric, parameters, now),
                source(parameters.getOrDefault(SOURCE, ANY)),
                now);
    }

    private static Optional<MetricSource> source(String text) {
        if (text.isEmpty() || text.equals(ANY)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(MetricSource.values())
                .filter(source -> source.label().equals(text))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a source")
                        .where(SOURCE)
                        .why("the sources are " + ANY + ", "
                                + Arrays.stream(MetricSource.values())
                                        .map(MetricSource::label)
                                        .collect(Collectors.joining(", ")))));
    }
}
