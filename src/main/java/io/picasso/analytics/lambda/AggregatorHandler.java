package io.picasso.analytics.lambda;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.operation.metrics.AggregationReport;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.wiring.Reporting;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The aggregator: called every hour, it computes the metrics of all tenants ahead; with {@code {"tenant_id":"X"}} those
 * of one. What it does is what {@code aggregate run} does.
 */
public final class AggregatorHandler extends JsonHandler {
    /** Kept for the answer and for what is being written when the time is up. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final FunctionStart start;
    private final Reporting reporting;

    /** Called by Lambda. Throws {@link FunctionFailed} when the function's variables cannot be used. */
    public AggregatorHandler() {
        this(FunctionStart.of(System.getenv(), System.out, Clock.systemUTC()));
    }

    AggregatorHandler(FunctionStart start) {
        super(start);
        this.start = start;
        this.reporting = new Reporting(start.processing());
        start.ready();
    }

    @Override
    JsonObject answer(JsonObject event, Invocation invocation) {
        Optional<Tenant> only = tenant(event);
        QueryLimits limits =
                QueryLimits.DEFAULT.until(() -> invocation.remaining().get().compareTo(KEPT) < 0);
        AggregationReport report = reporting.aggregator(limits, kind -> {}).run(only);
        log(report, invocation);
        return answer(report);
    }

    /** An event of a schedule has other members; they say nothing about what to do. */
    private Optional<Tenant> tenant(JsonObject event) {
        Optional<JsonValue> value = event.get("tenant_id");
        if (value.isPresent() && !(value.get() instanceof JsonString)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "tenant_id is not a text")
                    .next("Give the id of one tenant, or leave it out for all.");
        }
        return event.text("tenant_id").map(id -> reporting.tenants().resolve(id).tenant());
    }

    private void log(AggregationReport report, Invocation invocation) {
        report.tenants().stream()
                .flatMap(tenant -> tenant.failures().stream())
                .map(failure -> failure.code().id() + " " + failure.what())
                .distinct()
                .forEach(text ->
                        start.log().write(FunctionLog.Level.ERROR, "not computed: " + text, start.about(invocation)));
        start.log()
                .write(
                        report.failed() == 0 ? FunctionLog.Level.INFO : FunctionLog.Level.WARN,
                        "aggregated",
                        new JsonMembers()
                                .putAll(start.about(invocation))
                                .put("total_tenants", report.tenants().size())
                                .put("successful", report.successful())
                                .put("failed", report.failed())
                                .put("queries", report.queries().size())
                                .put("scanned_bytes", report.scannedBytes())
                                .object());
    }

    private static JsonObject answer(AggregationReport report) {
        return new JsonMembers()
                .put("total_tenants", report.tenants().size())
                .put("successful", report.successful())
                .put("failed", report.failed())
                .put("queries", report.queries().size())
                .put("scanned_bytes", report.scannedBytes())
                .put(
                        "results",
                        report.tenants().stream().map(AggregatorHandler::result).toList())
                .object();
    }

    private static JsonObject result(AggregationReport.OfTenant tenant) {
        JsonMembers result = new JsonMembers()
                .put("tenant_id", tenant.tenantId())
                .put("status", tenant.failed() == 0 ? "success" : "error")
                .put("metrics_updated", tenant.updated());
        tenant.failures().stream()
                .findFirst()
                .ifPresent(failure -> result.put("error", failure.code().id() + " " + failure.what()));
        return result.object();
    }
}
