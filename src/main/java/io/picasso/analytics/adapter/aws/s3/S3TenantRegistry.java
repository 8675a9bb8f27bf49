package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.tenant.TenantMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tenants as objects {@code mappings/HASH.json} in a bucket, with their configurations beside them. */
public final class S3TenantRegistry implements TenantRegistry {
    private static final String FOLDER = "mappings/";
    private static final String ENDING = ".json";
    /** Reads at once while listing; each waits for the network most of the time. */
    private static final int READERS = 8;

    private final S3Client client;
    private final AwsService service;
    private final String bucket;
    private final JsonParser parser;

    public S3TenantRegistry(S3Client client, AwsService service, String bucket, JsonParser parser) {
        this.client = client;
        this.service = service;
        this.bucket = bucket;
        this.parser = parser;
    }

    @Override
    public Listing list() {
        List<String> hashes = service.call(
                "list",
                "bucket " + bucket,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(FOLDER))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .flatMap(S3TenantRegistry::hashOf)
                                .toList());
        List<TenantMapping> tenants = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Optional<TenantMapping>>> reads = hashes.stream()
                    .map(hash -> readers.submit(() -> findByHash(hash)))
                    .toList();
            for (int i = 0; i < hashes.size(); i++) {
                String key = key(hashes.get(i));
                await(reads.get(i)).ifPresentOrElse(tenants::add, () -> unreadable.add(key));
            }
        } finally {
            readers.shutdownNow();
        }
        return new Listing(tenants, unreadable);
    }

    @Override
    public Optional<TenantMapping> findByHash(String hash) {
        return get(key(hash))
                .flatMap(text -> parser.parse(text)
                        .either(value -> TenantMapping.read(hash, value), (reason, detail) -> Optional.empty()));
    }

    @Override
    public boolean add(TenantMapping mapping) {
        String id = mapping.tenant().id();
        boolean created = putIfAbsent(key(mapping.tenant().hash()), mapping.write());
        if (!created) {
            requireSame(mapping.tenant());
        }
        putIfAbsent(configuration(id), mapping.configuration());
        return created;
    }

    @Override
    public void remove(Tenant tenant) {
        if (get(key(tenant.hash())).isPresent()) {
            requireSame(tenant);
        }
        delete(configuration(tenant.id()));
        // Last, so that who is interrupted finds it again.
        delete(key(tenant.hash()));
    }

    private void delete(String key) {
        service.call(
                "delete " + key + " from",
                "bucket " + bucket,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    private static String configuration(String id) {
        return "tenants/" + id + "/" + id + "-config.json";
    }

    private void requireSame(Tenant tenant) {
        String owner =
                findByHash(tenant.hash()).map(there -> there.tenant().id()).orElse("something that cannot be read");
        if (!owner.equals(tenant.id())) {
            throw Failure.of(
                            FailureCode.RESOURCE_CONFLICT,
                            "the hash " + tenant.hash() + " of tenant " + tenant.id() + " is taken by " + owner)
                    .where("s3://" + bucket + "/" + key(tenant.hash()))
                    .next("Look at that object; it is not replaced.");
        }
    }

    private Optional<byte[]> get(String key) {
        return service.call("read " + key + " from", "bucket " + bucket, () -> {
            try {
                return Optional.of(client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Writes only where nothing is; S3 decides that atomically. */
    private boolean putIfAbsent(String key, String text) {
        return service.call("write " + key + " to", "bucket " + bucket, () -> {
            try {
                client.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .contentType("application/json")
                                .ifNoneMatch("*"),
                        RequestBody.fromString(text));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static String key(String hash) {
        return FOLDER + hash + ENDING;
    }

    private static Stream<String> hashOf(String key) {
        return key.endsWith(ENDING)
                ? Stream.of(key.substring(FOLDER.length(), key.length() - ENDING.length()))
                : Stream.empty();
    }

    private static <T> T await(Future<T> read) {
        try {
            return read.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException("reading a mapping failed", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("reading a mapping was cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while reading the tenants")
                    .cause(e);
        }
    }
}
