package io.picasso.analytics.cli;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricParameters;
import io.picasso.analytics.operation.metrics.MetricRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one metric. */
@picocli.CommandLine.Command(
        name = "show",
        description = {
            "Shows a metric of the dashboard: from what was computed ahead where that is fresh and enough, else from the"
                    + " session tables or by a query of the lake.",
            "Metrics: conversations summary, heatmap, trend, top-questions, recent; forms summary, bottlenecks,"
                    + " top-performers; analytics summary, sessions, events, funnel."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics metrics show conversations heatmap --range 7d --timezone America/New_York",
            "  picasso-analytics metrics show forms top-performers --from 2025-12-01 --to 2025-12-28 -o csv"
        })
final class MetricsShowCommand extends SessionCommand.OnSessions {
    @Parameters(index = "0", paramLabel = "GROUP", description = "conversations, forms or analytics.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String group;

    @Parameters(index = "1", paramLabel = "METRIC", description = "The metric of the group.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String metric;

    @Option(
            names = "--range",
            paramLabel = "RANGE",
            description = "The last 1d to 365d, from the beginning of a UTC day; default: 30d.")
    @Nullable
    String range;

    @Option(names = "--from", paramLabel = "DATE", description = "First UTC date; with --to instead of a range.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last UTC date; it is included.")
    @Nullable
    String to;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "IANA name of the zone of hours and weekdays; default: America/Chicago.")
    @Nullable
    String timezone;

    @Option(
            names = "--granularity",
            paramLabel = "PERIOD",
            description = "hour or day for a trend; day, week or month for sessions.")
    @Nullable
    String granularity;

    @Option(names = "--limit", paramLabel = "N", description = "How many things to list at most.")
    @Nullable
    Integer limit;

    @Option(names = "--page", paramLabel = "N", description = "The page of recent conversations; default: 1.")
    @Nullable
    Integer page;

    @Option(names = "--form", paramLabel = "ID", description = "Only what happened to this form.")
    @Nullable
    String form;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "Order of forms: conversion_rate (the default), completions or avg_time.")
    @Nullable
    String sort;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type, such as CTA_CLICKED.")
    @Nullable
    String type;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "cache, dynamodb or athena; auto (the default) takes the quickest that can answer.")
    @Nullable
    String source;

    @Override
    ExitStatus run() {
        MetricName name = MetricName.find(group, metric).orElseThrow(this::unknown);
        // Wrong parameters are told before a tenant is looked for.
        Map<String, String> parameters = parameters();
        Instant now = context().clock().instant();
        MetricParameters.read(name, parameters, now);
        Tenant tenant = tenants().choose(namedTenant());
        MetricRequest request = MetricRequest.of(tenant, name, parameters, now);
        print(new MetricsAnswer(wiring().reporting().metrics().answer(request)));
        return ExitStatus.OK;
    }

    private Map<String, String> parameters() {
        if (range != null && (from != null || to != null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "--range and --from or --to exclude each other");
        }
        if ((from == null) != (to == null)) {
            throw Failure.of(FailureCode.BAD_USAGE, "--from and --to go together");
        }
        Map<String, String> parameters = new HashMap<>();
        put(parameters, "range", range);
        put(parameters, "start_date", from);
        put(parameters, "end_date", to);
        put(parameters, "timezone", timezone);
        put(parameters, "granularity", granularity);
        put(parameters, "limit", limit == null ? null : limit.toString());
        put(parameters, "page", page == null ? null : page.toString());
        put(parameters, "form_id", form);
        put(parameters, "sort_by", sort);
        put(parameters, "type", type);
        put(parameters, "source", source);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private Failure unknown() {
        return Failure.of(FailureCode.BAD_USAGE, "There is no metric '" + group + " " + metric + "'")
                .why("the metrics are "
                        + Arrays.stream(MetricName.values())
                                .map(name -> name.group() + " " + name.part())
                                .collect(Collectors.joining(", ")));
    }
}
