package io.picasso.analytics.local;

import java.util.Locale;

/** The AWS services the embedded stack answers for. */
public enum Service {
    DYNAMODB("DynamoDB Local"),
    S3("S3Proxy"),
    SQS("ElasticMQ"),
    ATHENA("DuckDB"),
    LAMBDA("child JVMs"),
    EVENTBRIDGE("scheduler");

    private final String engine;

    Service(String engine) {
        this.engine = engine;
    }

    /** The name AWS clients use for the service, in lower case: {@code dynamodb}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The product that answers for the service. */
    public String engine() {
        return engine;
    }

    /** The environment variable in which AWS clients look for this service's endpoint. */
    public String endpointVariable() {
        return "AWS_ENDPOINT_URL_" + name();
    }
}
