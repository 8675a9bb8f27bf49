package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.BucketControl;
import io.picasso.analytics.resource.ExpiryRule;
import io.picasso.analytics.resource.FoundBucket;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets in S3. */
public final class S3BucketControl implements BucketControl {
    private final S3Client client;
    private final AwsService service;

    public S3BucketControl(S3Client client, AwsService service) {
        this.client = client;
        this.service = service;
    }

    @Override
    public Optional<FoundBucket> find(String name) {
        return service.call("describe", "bucket " + name, () -> {
            try {
                client.headBucket(request -> request.bucket(name));
            } catch (NoSuchBucketException e) {
                return Optional.empty();
            }
            return Optional.of(new FoundBucket(name, new S3Lifecycle(client, name).find()));
        });
    }

    @Override
    public void create(String name) {
        String region = service.connection().region();
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        if (!region.equals("us-east-1")) {
            // The oldest region is the one that must not be named.
            request.createBucketConfiguration(configuration -> configuration.locationConstraint(region));
        }
        service.call("create", "bucket " + name, () -> {
            try {
                return Optional.of(client.createBucket(request.build()));
            } catch (BucketAlreadyOwnedByYouException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Lifecycle setExpiry(String name, List<ExpiryRule> rules) {
        return service.call("set the lifecycle of", "bucket " + name, () -> new S3Lifecycle(client, name).set(rules));
    }

    @Override
    public Contents contents(String name) {
        return service.call("list", "bucket " + name, () -> {
            ListObjectsV2Response page = client.listObjectsV2(request -> request.bucket(name));
            long bytes = page.contents().stream().mapToLong(S3Object::size).sum();
            return new Contents(page.contents().size(), bytes, !Boolean.TRUE.equals(page.isTruncated()));
        });
    }

    @Override
    public long empty(String name, String prefix) {
        long deleted = 0;
        while (true) {
            List<ObjectIdentifier> page = service.call(
                    "list",
                    "bucket " + name,
                    () -> client.listObjectsV2(request -> request.bucket(name).prefix(prefix)).contents().stream()
                            .map(object ->
                                    ObjectIdentifier.builder().key(object.key()).build())
                            .toList());
            if (page.isEmpty()) {
                return deleted;
            }
            service
                    .call(
                            "empty",
                            "bucket " + name,
                            () -> client.deleteObjects(request -> request.bucket(name)
                                    .delete(delete -> delete.objects(page).quiet(true))))
                    .errors()
                    .stream()
                    .findFirst()
                    .ifPresent(error -> {
                        throw Failure.of(FailureCode.DENIED, "could not delete " + error.key() + " from " + name)
                                .where(service.place())
                                .why(error.code() + ": " + error.message());
                    });
            deleted += page.size();
        }
    }

    @Override
    public void delete(String name) {
        service.call("delete", "bucket " + name, () -> {
            try {
                return Optional.of(client.deleteBucket(request -> request.bucket(name)));
            } catch (NoSuchBucketException e) {
                return Optional.empty();
            } catch (S3Exception e) {
                if (S3Lifecycle.code(e).equals("BucketNotEmpty")) {
                    throw Failure.of(FailureCode.PROTECTED, "bucket " + name + " still holds objects or old versions")
                            .where(service.place())
                            .cause(e);
                }
                throw e;
            }
        });
    }
}
