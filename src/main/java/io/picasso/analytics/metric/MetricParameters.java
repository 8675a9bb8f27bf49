package io.picasso.analytics.metric;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.KnownEventType;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what is asked of a metric from the parameters of a request: {@code range} (default 30d) or {@code start_date}
 * and {@code end_date}, {@code timezone}, {@code granularity}, {@code limit}, {@code page}, {@code form_id},
 * {@code sort_by}, {@code type}. An empty text is a parameter that was not given; a limit beyond its bounds is the
 * bound; parameters a metric does not know are passed over.
 */
public final class MetricParameters {
    /** The name of the parameter that is an event type. */
    public static final String TYPE = "type";

    private static final String DEFAULT_RANGE = "30d";

    /** Deep enough for everybody who turns pages; every page costs as much as all before it. */
    private static final int MOST_LISTED = 10_000;

    private static final Pattern FORM_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    /** The types that may be asked for by name. */
    private static final Set<KnownEventType> TYPES = EnumSet.complementOf(EnumSet.of(
            KnownEventType.SESSION_END,
            KnownEventType.CHAT_OPENED,
            KnownEventType.CHAT_CLOSED,
            KnownEventType.PAGE_VIEW,
            KnownEventType.UNKNOWN));

    private final MetricName metric;
    private final Map<String, String> given;

    private MetricParameters(MetricName metric, Map<String, String> given) {
        this.metric = metric;
        this.given = given;
    }

    /**
     * What is asked.
     *
     * @param given the parameters by name
     * @throws Failure INVALID_INPUT when one cannot be read; it says which, and what it must be
     */
    public static MetricQuery read(MetricName metric, Map<String, String> given, Instant now) {
        return new MetricParameters(metric, given).query(now);
    }

    private MetricQuery query(Instant now) {
        MetricRange range = range(now);
        int limit = limit();
        int page = metric == MetricName.RECENT_CONVERSATIONS ? page(limit) : 1;
        return new MetricQuery(
                metric,
                range,
                find("timezone").map(Zones::of).orElse(Zones.DEFAULT),
                granularity(range),
                limit,
                page,
                metric.group().equals("forms") ? formId() : Optional.empty(),
                order(),
                metric == MetricName.ANALYTICS_EVENTS ? find(TYPE).map(MetricParameters::type) : Optional.empty());
    }

    /** The event types that may be asked for by name. */
    public static List<String> types() {
        return TYPES.stream().map(Enum::name).toList();
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(given.get(name)).filter(text -> !text.isEmpty());
    }

    private MetricRange range(Instant now) {
        Optional<String> start = find("start_date");
        Optional<String> end = find("end_date");
        String name = find("range").orElse(start.isPresent() || end.isPresent() ? MetricRange.CUSTOM : DEFAULT_RANGE);
        if (!name.equals(MetricRange.CUSTOM)) {
            if (start.isPresent() || end.isPresent()) {
                throw bad("range", "start_date and end_date need range=custom");
            }
            return MetricRange.last(name, now);
        }
        if (start.isEmpty() || end.isEmpty()) {
            throw bad(start.isEmpty() ? "start_date" : "end_date", "A custom range needs start_date and end_date");
        }
        return MetricRange.between(start.get(), end.get());
    }

    private Granularity granularity(MetricRange range) {
        return switch (metric) {
            case CONVERSATIONS_TREND ->
                choice(
                        "granularity",
                        List.of(Granularity.HOUR, Granularity.DAY),
                        Granularity::label,
                        defaultGranularity(metric, range));
            case ANALYTICS_SESSIONS ->
                choice(
                        "granularity",
                        List.of(Granularity.DAY, Granularity.WEEK, Granularity.MONTH),
                        Granularity::label,
                        Granularity.DAY);
            default -> Granularity.DAY;
        };
    }

    /** The length of periods where none is asked for. */
    static Granularity defaultGranularity(MetricName metric, MetricRange range) {
        return metric == MetricName.CONVERSATIONS_TREND && range.isShort() ? Granularity.HOUR : Granularity.DAY;
    }

    private int limit() {
        return switch (metric) {
            case TOP_QUESTIONS -> limit(5, QuestionCounts.MOST);
            case RECENT_CONVERSATIONS -> limit(10, 25);
            case FORMS_BOTTLENECKS -> limit(5, FieldStops.MOST);
            case FORMS_TOP_PERFORMERS -> limit(5, 20);
            default -> Integer.MAX_VALUE;
        };
    }

    private int limit(int usual, int most) {
        return number("limit").map(limit -> Math.max(1, Math.min(most, limit))).orElse(usual);
    }

    private int page(int limit) {
        int page = number("page").map(number -> Math.max(1, number)).orElse(1);
        if ((long) page * limit > MOST_LISTED) {
            throw bad("page", "Page " + page + " is beyond the " + MOST_LISTED + " newest sessions")
                    .next("Ask for a shorter range, or list the sessions with /sessions/list.");
        }
        return page;
    }

    private Optional<Integer> number(String name) {
        return find(name).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw bad(name, "'" + text + "' is not a whole number");
            }
            return Integer.parseInt(text);
        });
    }

    private Optional<String> formId() {
        return find("form_id").map(text -> {
            if (!FORM_ID.matcher(text).matches()) {
                throw bad("form_id", "Invalid form_id format")
                        .why("a form's id is 1 to 128 letters, digits, '_' or '-'");
            }
            return text;
        });
    }

    private FormOrder order() {
        return metric == MetricName.FORMS_TOP_PERFORMERS
                ? choice("sort_by", Arrays.asList(FormOrder.values()), FormOrder::label, FormOrder.CONVERSION_RATE)
                : FormOrder.CONVERSION_RATE;
    }

    private static EventType type(String name) {
        return KnownEventType.of(new EventType(name))
                .filter(TYPES::contains)
                .map(type -> new EventType(type.name()))
                .orElseThrow(() ->
                        bad(TYPE, "Invalid event type: " + name).why("the types are " + String.join(", ", types())));
    }

    private <T> T choice(String name, List<T> choices, Function<T, String> label, T usual) {
        return find(name)
                .map(text -> choices.stream()
                        .filter(choice -> label.apply(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> bad(name, "'" + text + "' is not a " + name)
                                .why("it is one of "
                                        + choices.stream().map(label).collect(Collectors.joining(", ")))))
                .orElse(usual);
    }

    private static Failure bad(String parameter, String what) {
        return Failure.of(FailureCode.INVALID_INPUT, what).where(parameter);
    }
}
