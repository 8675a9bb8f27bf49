package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.BucketControl;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.TenantRegistry;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 at one place: a client, and what stands on it. Lives as long as the process. */
public final class S3 {
    private final AwsService service;
    private final S3Client client;

    public S3(AwsConnection connection) {
        this.service = new AwsService("S3", connection);
        this.client = S3Clients.create(connection);
    }

    /** The objects of that bucket. */
    public ObjectStore objectStore(String bucket) {
        return new S3ObjectStore(client, service.connection(), bucket);
    }

    /** The buckets. */
    public BucketControl bucketControl() {
        return new S3BucketControl(client, service);
    }

    /** The tenants whose mappings lie in that bucket. */
    public TenantRegistry tenantRegistry(String bucket, JsonParser parser) {
        return new S3TenantRegistry(client, service, bucket, parser);
    }
}
