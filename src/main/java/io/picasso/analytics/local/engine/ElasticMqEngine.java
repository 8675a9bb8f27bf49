package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS by ElasticMQ, in memory. A message may be up to 1 MiB, as in SQS. */
final class ElasticMqEngine implements Engine {
    private final SQSRestServer server;
    private final int port;

    ElasticMqEngine(int wantedPort) {
        server = SQSRestServerBuilder.withInterface(Endpoints.HOST)
                .withPort(wantedPort)
                // "*": queue URLs carry the address the client used, whatever port was bound.
                .withServerAddress(new NodeAddress("http", "*", 0, ""))
                .withAWSRegion(Endpoints.REGION)
                .withAWSAccountId(Endpoints.ACCOUNT)
                .start();
        port = server.waitUntilStarted().localAddress().getPort();
    }

    @Override
    public Service service() {
        return Service.SQS;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
