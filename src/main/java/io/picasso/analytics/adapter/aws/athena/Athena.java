package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.Warehouse;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Athena at one place: a client, and what stands on it. Lives as long as the process. */
public final class Athena {
    private final AthenaClient client;
    private final AwsService service;
    private final AthenaQueries queries;

    /**
     * @param workgroup the workgroup of every statement
     * @param output the folder for answers, {@code s3://bucket/path/}
     */
    public Athena(AwsConnection connection, String workgroup, String output) {
        this.client = AthenaClients.create(connection);
        this.service = new AwsService("Athena", connection);
        this.queries = new AthenaQueries(client, service, workgroup, output);
    }

    /** Queries, with that database for tables that are named without one. */
    public Warehouse warehouse(String database) {
        return new AthenaWarehouse(client, service, queries, database);
    }

    /** The tables of the catalog. */
    public CatalogControl catalogControl() {
        return new AthenaCatalogControl(client, service, queries);
    }
}
