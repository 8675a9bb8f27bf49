package io.picasso.analytics.local;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where the services of a stack answer. All on the loopback address.
 *
 * @param ports the TCP port of each service
 */
public record Endpoints(Map<Service, Integer> ports) {
    /** The region every client of the stack uses. */
    public static final String REGION = "us-east-1";

    /** The account the stack's queues and tables belong to. */
    public static final String ACCOUNT = "000000000000";

    /** The access key and the secret key the stack accepts. */
    public static final String KEY = "local";

    /** The only address the stack listens on. */
    public static final String HOST = "127.0.0.1";

    public Endpoints {
        ports = Map.copyOf(ports);
        for (Service service : Service.values()) {
            if (!ports.containsKey(service)) {
                throw new IllegalArgumentException("no port for " + service.key());
            }
        }
    }

    /** The port of a service. */
    public int port(Service service) {
        return Objects.requireNonNull(ports.get(service));
    }

    /** The endpoint of a service, as AWS clients take it. */
    public URI of(Service service) {
        return at(port(service));
    }

    /** The endpoint at a port of the stack. */
    public static URI at(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    public URI dynamodb() {
        return of(Service.DYNAMODB);
    }

    public URI s3() {
        return of(Service.S3);
    }

    public URI sqs() {
        return of(Service.SQS);
    }

    public URI athena() {
        return of(Service.ATHENA);
    }

    public URI lambda() {
        return of(Service.LAMBDA);
    }

    public URI eventbridge() {
        return of(Service.EVENTBRIDGE);
    }
}
