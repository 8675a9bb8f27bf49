package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.metrics.AggregationReport;
import io.picasso.analytics.operation.query.TenantChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes metrics ahead. */
@picocli.CommandLine.Command(
        name = "run",
        description = {
            "Computes every metric of all tenants for 1d, 7d, 30d and 90d and keeps them for a day.",
            "Six queries of the lake, however many tenants there are. What fails keeps its old value and is reported."
        },
        footer = {"", "Example:", "  picasso-analytics aggregate run --tenant DEM000001"})
final class AggregateRunCommand extends EnvironmentCommand {
    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant: its id or hash; default: all.")
    @Nullable
    String tenant;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        Optional<Tenant> only = Optional.ofNullable(tenant).map(new TenantChoice(wiring().tenants())::named);
        AggregationReport report = wiring().reporting()
                .aggregator(kind -> note("Asking the lake for " + kind + " …"))
                .run(only);
        print(new Aggregated(report));
        if (report.failed() > 0) {
            return report.successful() > 0 ? ExitStatus.SOME_REJECTED : ExitStatus.UNAVAILABLE;
        }
        return ExitStatus.OK;
    }

    private record Aggregated(AggregationReport report) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("started_at", UtcTime.format(report.startedAt()));
            data.put("total_tenants", report.tenants().size());
            data.put("successful", report.successful());
            data.put("failed", report.failed());
            data.put("queries", report.queries().size());
            data.put("scanned_bytes", report.scannedBytes());
            data.put(
                    "results",
                    report.tenants().stream().map(AggregateRunCommand::result).toList());
            return data;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("results");
        }

        @Override
        public void draw(Screen screen) {
            if (report.tenants().isEmpty()) {
                screen.line("No tenants. Add one with 'picasso-analytics tenant add ID'.");
                return;
            }
            screen.table(
                    List.of("TENANT", "UPDATED", "FAILED"),
                    report.tenants().stream()
                            .map(one -> List.of(
                                    one.tenantId(),
                                    Integer.toString(one.updated()),
                                    one.failed() == 0 ? "0" : screen.toned(Tone.BAD, Integer.toString(one.failed()))))
                            .toList(),
                    "UPDATED",
                    "FAILED");
            report.tenants().stream()
                    .flatMap(one -> one.failures().stream())
                    .map(failure -> failure.what()
                            + failure.why().map(why -> ": " + why).orElse(""))
                    .distinct()
                    .forEach(text -> screen.line(screen.toned(Tone.BAD, text)));
            screen.line(screen.toned(
                    Tone.FAINT, report.queries().size() + " queries, " + report.scannedBytes() + " bytes read"));
        }
    }

    private static Map<String, Object> result(AggregationReport.OfTenant one) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("tenant_id", one.tenantId());
        result.put("status", one.failed() == 0 ? "success" : "error");
        result.put("metrics_updated", one.updated());
        result.put("metrics_failed", one.failed());
        result.put(
                "errors",
                one.failures().stream().map(AggregateRunCommand::error).toList());
        return result;
    }

    private static String error(Failure failure) {
        return failure.code().id() + " " + failure.what()
                + failure.why().map(why -> ": " + why).orElse("");
    }
}
