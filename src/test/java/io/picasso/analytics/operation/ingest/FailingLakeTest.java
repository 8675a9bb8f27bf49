package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What did not reach the lake is not acknowledged, and nothing of it is in the tables. */
class FailingLakeTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(7_200);

    private final IngestEnvironment environment = IngestEnvironment.create();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void unreachable() throws Exception {
        send(List.of());
        try (FaultyEndpoint proxy = proxy()) {
            proxy.close();
            nothingIsAcknowledged(FailureCode.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void theBucketMissing() {
        send(List.of());
        environment.set(SettingKey.LAKE_BUCKET, "picasso-nowhere");

        nothingIsAcknowledged(FailureCode.RESOURCE_MISSING);
    }

    @Test
    void writingDenied() throws Exception {
        send(List.of());
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(request ->
                    request.method().equals("PUT") ? Optional.of(Answer.s3(403, "AccessDenied")) : Optional.empty());
            nothingIsAcknowledged(FailureCode.DENIED);
            assertThat(environment.lake()).isEmpty();
        }
    }

    @Test
    void theMappingsUnreadableIsNotTheSameAsAnUnknownTenant() throws Exception {
        send(List.of());
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(request ->
                    request.path().contains("/mappings/") ? Optional.of(Answer.s3(503, "SlowDown")) : Optional.empty());
            nothingIsAcknowledged(FailureCode.THROTTLED);
            assertThat(environment.lake()).isEmpty();
            assertThat(environment.paths("quarantine/")).isEmpty();
        }
    }

    @Test
    void theQuarantineDeniedKeepsWhatIsRejectedOnTheQueue() throws Exception {
        send(List.of("not json"));
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(request ->
                    request.path().contains("/quarantine/") && request.method().equals("PUT")
                            ? Optional.of(Answer.s3(403, "AccessDenied"))
                            : Optional.empty());
            BatchResult result = work();

            assertThat(result.failed()).hasSize(1);
            assertThat(environment.messages()).isEqualTo(1);
            assertThat(environment.events()).hasSize(4);
        }
    }

    @Test
    void onePartitionDeniedOnlyItsMessagesComeAgain() throws Exception {
        send(List.of());
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(request -> request.method().equals("PUT")
                            && (request.path().contains("tenant_id=TEA002")
                                    || request.path().contains("tenant_id%3DTEA002"))
                    ? Optional.of(Answer.s3(403, "AccessDenied"))
                    : Optional.empty());

            BatchResult result = work();

            assertThat(result.failed()).hasSize(2);
            assertThat(result.accepted()).isEqualTo(2);
            assertThat(environment.messages()).isEqualTo(2);
            assertThat(environment.lake())
                    .allMatch(line -> line.key().tenantId().equals(COFFEE.id()));
            assertThat(environment.lake()).hasSize(2);
            assertThat(environment.events().keySet()).allMatch(key -> key.startsWith("SESSION#coffee"));
            assertThat(environment.summaries().keySet()).allMatch(key -> key.startsWith("TENANT#" + COFFEE.hash()));
        }
    }

    @Test
    void anEnvelopeIsAcknowledgedOnlyWhenAllOfItIsInTheLake() throws Exception {
        try (FaultyEndpoint proxy = proxy()) {
            proxy.set(
                    request -> request.method().equals("PUT") && request.path().contains("TEA002")
                            ? Optional.of(Answer.s3(403, "AccessDenied"))
                            : Optional.empty());
            String envelope = "{\"batch\":true,\"events\":["
                    + Messages.event(COFFEE, "coffee-1", 1, "MESSAGE_SENT", START) + ","
                    + Messages.event(TEA, "tea-1", 1, "MESSAGE_SENT", START) + "]}";
            String alone = Messages.event(COFFEE, "coffee-1", 2, "MESSAGE_SENT", START);
            // The envelope's good half came alone too: that message may go, the envelope must not.
            String repeat = Messages.event(COFFEE, "coffee-1", 1, "MESSAGE_SENT", START);

            BatchResult result = environment
                    .wiring()
                    .ingestion()
                    .processor()
                    .process(Messages.inbound(List.of(envelope, alone, repeat), START));

            assertThat(result.failed()).containsExactly("m0");
            assertThat(result.accepted()).isEqualTo(2);
            assertThat(result.repeated()).isEqualTo(1);
            assertThat(environment.events()).hasSize(2);
        }
    }

    private void send(List<String> more) {
        List<String> bodies = new ArrayList<>(Messages.sent(COFFEE, "coffee-1", 2, START));
        bodies.addAll(Messages.sent(TEA, "tea-1", 2, START));
        bodies.addAll(more);
        environment.wiring().queue().send(bodies);
    }

    private FaultyEndpoint proxy() throws IOException {
        FaultyEndpoint proxy = new FaultyEndpoint(
                environment.settings().url(SettingKey.S3_ENDPOINT).orElseThrow());
        environment.set(SettingKey.S3_ENDPOINT, proxy.uri().toString());
        return proxy;
    }

    private void nothingIsAcknowledged(FailureCode code) {
        BatchResult result = work();

        assertThat(result.failed()).hasSize(4);
        assertThat(result.firstFailure()).map(Failure::code).contains(code);
        assertThat(environment.messages()).isEqualTo(4);
        assertThat(environment.events()).isEmpty();
        assertThat(environment.summaries()).isEmpty();
    }

    private BatchResult work() {
        List<BatchResult> results = new ArrayList<>();
        environment
                .wiring()
                .ingestion()
                .queueProcessor(() -> false, FailingTablesTest.listener(results))
                .run(new QueueRequest(Until.ONE_BATCH, Long.MAX_VALUE, 1));
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
