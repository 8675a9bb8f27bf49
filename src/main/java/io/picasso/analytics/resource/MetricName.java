package io.picasso.analytics.resource;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A measured quantity, as CloudWatch addresses it. One dimension more or less is another metric, and CloudWatch has no
 * error for one that nobody measures.
 *
 * @param namespace whose it is, such as {@code AWS/SQS}
 * @param name what is measured
 * @param dimensions of what, in the order of their names
 */
public record MetricName(String namespace, String name, Map<String, String> dimensions) {
    /** The namespace of what the functions measure themselves. */
    public static final String OURS = "PicassoAnalytics";

    public static final String SQS = "AWS/SQS";
    public static final String LAMBDA = "AWS/Lambda";
    public static final String DYNAMODB = "AWS/DynamoDB";

    public static final String QUEUE = "QueueName";
    public static final String FUNCTION = "FunctionName";
    public static final String TABLE = "TableName";
    public static final String INDEX = "GlobalSecondaryIndexName";
    public static final String ENVIRONMENT = "Environment";

    public MetricName {
        dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }

    /** The value of a dimension; empty where the metric has none of that name. */
    public Optional<String> dimension(String dimension) {
        return Optional.ofNullable(dimensions.get(dimension));
    }

    @Override
    public String toString() {
        return namespace + " " + name
                + dimensions.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", ", " {", "}"));
    }
}
