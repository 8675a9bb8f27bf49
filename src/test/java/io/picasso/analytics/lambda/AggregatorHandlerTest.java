package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AggregatorHandlerTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);

    private static IngestEnvironment environment;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeAll
    static void create() {
        environment = IngestEnvironment.create();
        environment.wiring().provision(Duration.ofSeconds(10)).showTenants();
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private JsonObject call(String event, Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>(TestedFunction.variables(environment.settings()));
        for (SettingKey key :
                List.of(SettingKey.ATHENA_ENDPOINT, SettingKey.ATHENA_DATABASE, SettingKey.AGGREGATES_TABLE)) {
            variables.put(key.variable(), environment.settings().text(key));
        }
        variables.putAll(changed);
        return new AggregatorHandler(TestedFunction.start(variables, log))
                .answer(Core.object(event), new Invocation("r-1", "aggregator", () -> Duration.ofMinutes(5)));
    }

    private List<JsonObject> lines() {
        return TestedFunction.lines(log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aScheduledCallComputesAllTenants() {
        JsonObject answer = call("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}", Map.of());

        assertThat(JsonText.compact(answer))
                .startsWith("{\"total_tenants\":3,\"successful\":3,\"failed\":0,\"queries\":6,\"scanned_bytes\":0,")
                .contains("{\"tenant_id\":\"COFFEE001\",\"status\":\"success\",\"metrics_updated\":48}");
        assertThat(environment
                        .dynamoDb()
                        .scan(scan -> scan.tableName(environment.settings().text(SettingKey.AGGREGATES_TABLE)))
                        .count())
                .isEqualTo(3 * 49);
        assertThat(lines())
                .filteredOn(line -> line.text("message").equals(java.util.Optional.of("aggregated")))
                .singleElement()
                .satisfies(line -> assertThat(line.text("level")).contains("INFO"));
    }

    @Test
    void oneTenantIsComputedAlone() {
        JsonObject answer = call("{\"tenant_id\":\"" + COFFEE.id() + "\"}", Map.of());

        assertThat(JsonText.compact(answer)).contains("\"total_tenants\":1,\"successful\":1");
    }

    @Test
    void whatIsNoTenantIsRefused() {
        assertThat(catchThrowableOfType(Failure.class, () -> call("{\"tenant_id\":5}", Map.of()))
                        .code())
                .isEqualTo(FailureCode.INVALID_INPUT);
        assertThat(catchThrowableOfType(Failure.class, () -> call("{\"tenant_id\":\"NOBODY1\"}", Map.of()))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void aTableThatIsMissingIsSaidInAnswerAndLog() {
        JsonObject answer =
                call("{\"tenant_id\":\"COFFEE001\"}", Map.of(SettingKey.AGGREGATES_TABLE.variable(), "no-such-table"));

        assertThat(JsonText.compact(answer))
                .contains("\"failed\":1")
                .contains("\"status\":\"error\",\"metrics_updated\":0,\"error\":\"PA-201 ");
        assertThat(lines())
                .anySatisfy(line -> assertThat(line.text("message").orElse("")).startsWith("not computed: PA-201"));
    }
}
