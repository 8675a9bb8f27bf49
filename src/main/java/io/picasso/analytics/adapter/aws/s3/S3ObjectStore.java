package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.ObjectStore;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket of S3. Safe for many threads. */
public final class S3ObjectStore implements ObjectStore {
    private final S3Client client;
    private final AwsService service;
    private final String bucket;

    public S3ObjectStore(S3Client client, AwsConnection connection, String bucket) {
        this.client = client;
        this.service = new AwsService("S3", connection);
        this.bucket = bucket;
    }

    @Override
    public void put(String path, byte[] content, String contentType) {
        service.call(
                "write",
                resource(path),
                () -> client.putObject(
                        b -> b.bucket(bucket).key(path).contentType(contentType), RequestBody.fromBytes(content)));
    }

    @Override
    public boolean create(String path, byte[] content, String contentType) {
        boolean made = service.call("create", resource(path), () -> {
            try {
                client.putObject(
                        b -> b.bucket(bucket).key(path).contentType(contentType).ifNoneMatch("*"),
                        RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                // 409: somebody else is creating it at this moment.
                if (e.statusCode() == 412 || e.statusCode() == 409) {
                    return false;
                }
                throw e;
            }
        });
        // An answer that was lost on its way makes the SDK send again, and then our own object is in the way.
        return made || get(path).filter(there -> Arrays.equals(there, content)).isPresent();
    }

    @Override
    public Optional<byte[]> get(String path) {
        return service.call("read", resource(path), () -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(b -> b.bucket(bucket).key(path)).asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(String path) {
        service.call(
                "delete",
                resource(path),
                () -> client.deleteObject(b -> b.bucket(bucket).key(path)));
    }

    @Override
    public Iterator<Listed> list(String prefix) {
        return new Pages(prefix);
    }

    @Override
    public String name() {
        return "s3://" + bucket;
    }

    private String resource(String path) {
        return name() + "/" + path;
    }

    /** Goes through the listing, one call for each thousand objects. */
    private final class Pages implements Iterator<Listed> {
        private final String prefix;
        private Iterator<Listed> page = List.<Listed>of().iterator();
        private @Nullable String token;
        private boolean last;

        Pages(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !last) {
                ListObjectsV2Response response = service.call(
                        "list",
                        resource(prefix),
                        () -> client.listObjectsV2(
                                b -> b.bucket(bucket).prefix(prefix).continuationToken(token)));
                page = response.contents().stream()
                        .map(o -> new Listed(o.key(), o.size()))
                        .iterator();
                token = response.nextContinuationToken();
                last = token == null;
            }
            return page.hasNext();
        }

        @Override
        public Listed next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
