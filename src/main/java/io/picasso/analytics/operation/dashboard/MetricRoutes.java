package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricParameters;
import io.picasso.analytics.operation.metrics.MetricRequest;
import io.picasso.analytics.operation.metrics.Metrics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The metrics, each under its path. Which source answers is not for the browser to choose: a query of the lake costs
 * money.
 */
public final class MetricRoutes implements RouteGroup {
    private static final String FORMS = "forms";

    private final Metrics metrics;

    public MetricRoutes(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public List<Route> routes() {
        return Arrays.stream(MetricName.values()).map(this::route).toList();
    }

    private Route route(MetricName metric) {
        String[] parameters = Stream.concat(Stream.of("range", "start_date", "end_date"), own(metric))
                .toArray(String[]::new);
        Route route = Route.get(metric.path(), request -> answer(metric, request, parameters), parameters)
                .beginningEarly();
        return metric.group().equals(FORMS) ? route.needing(Feature.DASHBOARD_FORMS) : route;
    }

    private static Stream<String> own(MetricName metric) {
        return switch (metric) {
            case CONVERSATIONS_SUMMARY, CONVERSATIONS_HEATMAP -> Stream.of("timezone");
            case CONVERSATIONS_TREND, ANALYTICS_SESSIONS -> Stream.of("granularity");
            case TOP_QUESTIONS -> Stream.of("limit");
            case RECENT_CONVERSATIONS -> Stream.of("page", "limit");
            case FORMS_SUMMARY -> Stream.of("form_id");
            case FORMS_BOTTLENECKS -> Stream.of("form_id", "limit");
            case FORMS_TOP_PERFORMERS -> Stream.of("limit", "sort_by");
            case ANALYTICS_EVENTS -> Stream.of(MetricParameters.TYPE);
            case ANALYTICS_SUMMARY, ANALYTICS_FUNNEL -> Stream.empty();
        };
    }

    private JsonObject answer(MetricName metric, ApiRequest request, String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (String name : parameters) {
            request.parameter(name).ifPresent(value -> given.put(name, value));
        }
        return metrics.answer(asked(metric, request, given), request.admitted()).tree();
    }

    private static MetricRequest asked(MetricName metric, ApiRequest request, Map<String, String> given) {
        try {
            return MetricRequest.of(request.tenant(), metric, given, request.now());
        } catch (Failure failure) {
            if (failure.where().filter(MetricParameters.TYPE::equals).isPresent()) {
                throw Refusal.of(
                        400,
                        new JsonMembers()
                                .put("error", DashboardApi.cut(failure.what()))
                                .texts("allowed_types", MetricParameters.types()));
            }
            throw failure;
        }
    }
}
