package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.metrics.AggregationStatus;
import io.picasso.analytics.operation.metrics.AggregationStatus.OfTenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what is computed ahead. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows for each tenant when its metrics were computed last, and how many are fresh, too old, or missing.",
            "Exit status 3 when a tenant has one that is not fresh; 4 when there are no tenants."
        },
        footer = {"", "Example:", "  picasso-analytics aggregate status"})
final class AggregateStatusCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        AggregationStatus status = wiring().reporting().aggregationStatus();
        print(new Shown(status));
        if (status.tenants().isEmpty()) {
            return ExitStatus.INCONCLUSIVE;
        }
        return status.tenants().stream().allMatch(OfTenant::isFresh) ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    private record Shown(AggregationStatus status) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("max_age_hours", status.maxAge().toHours());
            data.put("tenants", status.tenants().stream().map(Shown::fields).toList());
            return data;
        }

        private static Map<String, Object> fields(OfTenant tenant) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("tenant_id", tenant.tenantId());
            fields.put("last_aggregation", tenant.last().map(UtcTime::format).orElse(null));
            fields.put("fresh", tenant.fresh());
            fields.put("stale", tenant.stale());
            fields.put("missing", tenant.missing());
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("tenants");
        }

        @Override
        public void draw(Screen screen) {
            if (status.tenants().isEmpty()) {
                screen.line("No tenants. Add one with 'picasso-analytics tenant add ID'.");
                return;
            }
            screen.table(
                    List.of("TENANT", "LAST AGGREGATION", "FRESH", "STALE", "MISSING"),
                    status.tenants().stream()
                            .map(tenant -> List.of(
                                    tenant.tenantId(),
                                    tenant.last().map(UtcTime::format).orElse("none within a day"),
                                    screen.toned(
                                            tenant.isFresh() ? Tone.GOOD : Tone.WARNING,
                                            Integer.toString(tenant.fresh())),
                                    Integer.toString(tenant.stale()),
                                    Integer.toString(tenant.missing())))
                            .toList(),
                    "FRESH",
                    "STALE",
                    "MISSING");
        }
    }
}
