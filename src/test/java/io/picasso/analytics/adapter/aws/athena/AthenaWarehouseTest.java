package io.picasso.analytics.adapter.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.port.WarehouseContract;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of the warehouse, on Athena's protocol; and what Athena's failures become. */
class AthenaWarehouseTest extends WarehouseContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final IngestEnvironment ENVIRONMENT = environment();
    private static final Warehouse WAREHOUSE = ENVIRONMENT.wiring().warehouse();

    private static IngestEnvironment environment() {
        IngestEnvironment environment = IngestEnvironment.create();
        environment.know(IngestEnvironment.tenant("T1"));
        environment.know(IngestEnvironment.tenant("T2"));
        environment.wiring().provision(Duration.ofSeconds(10)).showTenants();
        return environment;
    }

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Override
    protected Warehouse warehouse() {
        return WAREHOUSE;
    }

    @Override
    protected void put(int day, String line) {
        ENVIRONMENT
                .wiring()
                .lake()
                .put(
                        String.format(
                                Locale.ROOT,
                                "analytics/tenant_id=T1/year=2025/month=12/day=%02d/%d.json",
                                day,
                                COUNT.incrementAndGet()),
                        (line + "\n").getBytes(StandardCharsets.UTF_8),
                        "application/x-ndjson");
    }

    @Test
    void whatTheEnvironmentLacksIsNamed() {
        try (IngestEnvironment other = IngestEnvironment.create()) {
            other.set(SettingKey.ATHENA_WORKGROUP, "nobodys");
            Failure workgroup = failure(other);
            assertThat(workgroup.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
            assertThat(workgroup.next()).contains("athena.workgroup");
            other.set(SettingKey.ATHENA_WORKGROUP, "primary");
            other.set(SettingKey.LAKE_BUCKET, "picasso-no-lake");
            assertThat(failure(other).code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        }
    }

    @Test
    void aServerThatIsNotThereOrRefusesFailsTheCall() throws Exception {
        try (IngestEnvironment other = IngestEnvironment.create();
                FaultyEndpoint proxy = new FaultyEndpoint(
                        other.settings().url(SettingKey.ATHENA_ENDPOINT).orElseThrow())) {
            other.set(SettingKey.ATHENA_ENDPOINT, proxy.uri().toString());
            other.wiring().warehouse().query(Statement.of("SELECT 1 AS x"), QueryLimits.DEFAULT, row -> {});
            proxy.set(request ->
                    Optional.of(FaultyEndpoint.Answer.json(400, "{\"__type\":\"TooManyRequestsException\"}")));
            assertThat(failure(other).code()).isEqualTo(FailureCode.THROTTLED);
            proxy.set(
                    request -> Optional.of(FaultyEndpoint.Answer.json(400, "{\"__type\":\"AccessDeniedException\"}")));
            assertThat(failure(other).code()).isEqualTo(FailureCode.DENIED);
            proxy.close();
            assertThat(failure(other).code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        }
    }

    private static Failure failure(IngestEnvironment environment) {
        Warehouse warehouse = environment.wiring().warehouse();
        return catchThrowableOfType(
                Failure.class, () -> warehouse.query(Statement.of("SELECT 1 AS x"), QueryLimits.DEFAULT, row -> {}));
    }
}
