package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.s3.S3Clients;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.StartRequest;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.local.Storage;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded stack as an operator has it with {@code local start --in-memory}: a process of its own. */
final class BenchmarkStack implements AutoCloseable {
    private final LocalStack stack;
    private final RunningStack running;
    private final S3Client buckets;

    private BenchmarkStack(LocalStack stack, RunningStack running) {
        this.stack = stack;
        this.running = running;
        this.buckets = S3Clients.create(AwsConnection.local(running.endpoints().s3()));
    }

    /** Starts it in a new folder; the end of this process stops it. */
    static BenchmarkStack start() throws IOException {
        Path folder = Files.createTempDirectory("picasso-benchmark");
        LocalStack stack = new LocalStack(new StateFolder(folder), Map.of());
        BenchmarkStack started = new BenchmarkStack(
                stack, stack.start(new StartRequest(Optional.of(Storage.MEMORY), Map.of()), note -> {}));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        System.out.println("Engine    DynamoDB Local, S3Proxy and ElasticMQ, all in memory, in a process of their own"
                + " (C1 compiler, serial collector, as 'local start' runs them)");
        return started;
    }

    Endpoints endpoints() {
        return running.endpoints();
    }

    Path folder() {
        return stack.folder().root();
    }

    /** An environment of its own: resources with names nobody else uses, tables, lake and queue made, tenant known. */
    Wiring environment(String name) {
        Settings settings = Settings.defaults(Settings.LOCAL)
                .with(SettingKey.DYNAMODB_ENDPOINT, endpoints().dynamodb().toString(), Origin.DEFAULT)
                .with(SettingKey.ATHENA_ENDPOINT, endpoints().athena().toString(), Origin.DEFAULT)
                .with(SettingKey.S3_ENDPOINT, endpoints().s3().toString(), Origin.DEFAULT)
                .with(SettingKey.SQS_ENDPOINT, endpoints().sqs().toString(), Origin.DEFAULT)
                .with(SettingKey.DYNAMODB_WRITE_ENABLED, "true", Origin.DEFAULT);
        for (SettingKey key : Set.of(
                SettingKey.SESSION_EVENTS_TABLE,
                SettingKey.SESSION_SUMMARIES_TABLE,
                SettingKey.LAKE_BUCKET,
                SettingKey.MAPPINGS_BUCKET,
                SettingKey.QUEUE,
                SettingKey.DEAD_LETTER_QUEUE,
                SettingKey.BACKFILL_QUEUE,
                SettingKey.BACKFILL_DEAD_LETTER_QUEUE)) {
            settings = settings.with(key, key.defaultText() + "-" + name, Origin.DEFAULT);
        }
        Wiring wiring = new Wiring(settings, Clock.systemUTC());
        Provision provision = wiring.provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(Set.of(Part.TABLES, Part.QUEUE)), line -> {});
        // Not the part 'lake': its Athena table would load a query engine that nothing here asks.
        buckets.createBucket(b -> b.bucket(wiring.settings().text(SettingKey.LAKE_BUCKET)));
        buckets.createBucket(b -> b.bucket(wiring.settings().text(SettingKey.MAPPINGS_BUCKET)));
        wiring.tenants().add(new TenantMapping(Conversations.TENANT, Optional.empty(), Optional.empty()));
        return wiring;
    }

    /** Stops it and deletes its folder. */
    @Override
    public void close() {
        try {
            stack.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
