package io.picasso.analytics.resource;

import static io.picasso.analytics.resource.MetricName.DYNAMODB;
import static io.picasso.analytics.resource.MetricName.ENVIRONMENT;
import static io.picasso.analytics.resource.MetricName.FUNCTION;
import static io.picasso.analytics.resource.MetricName.INDEX;
import static io.picasso.analytics.resource.MetricName.LAMBDA;
import static io.picasso.analytics.resource.MetricName.OURS;
import static io.picasso.analytics.resource.MetricName.QUEUE;
import static io.picasso.analytics.resource.MetricName.SQS;
import static io.picasso.analytics.resource.MetricName.TABLE;

import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alarms of one environment: what has to be known before somebody asks. */
public final class AlarmDeclarations {
    /** The differences that the last comparison of lake and tables has found; published by it. */
    public static final String DRIFT = "SummaryDrift";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Of the 14 days a dead letter is kept, ten are left then. */
    private static final Duration OLD_LETTER = Duration.ofDays(4);

    /** A call that takes this part of its time is about to be cut off. */
    private static final double NEARLY_ALL = 0.8;

    /** In five minutes; single ones are quarantined and wait for whoever looks. */
    private static final int MANY_REJECTED = 10;

    private final Settings settings;
    private final List<AlarmDeclaration> alarms = new ArrayList<>();

    private AlarmDeclarations(Settings settings) {
        this.settings = settings;
    }

    /** The alarms under the names these settings give what they watch. */
    public static List<AlarmDeclaration> of(Settings settings) {
        AlarmDeclarations all = new AlarmDeclarations(settings);
        all.queues();
        all.function();
        all.tables();
        all.counts();
        return List.copyOf(all.alarms);
    }

    /** What the names of an environment's alarms begin with. */
    public static String prefix(Settings settings) {
        return "picasso-analytics-" + settings.environment() + "-";
    }

    private void queues() {
        // A message that failed comes again after the visibility timeout; one that waits for two was not even tried.
        int visibility = settings.number(SettingKey.VISIBILITY_SECONDS);
        MetricName age = metric(SQS, "ApproximateAgeOfOldestMessage", QUEUE, SettingKey.QUEUE);
        add(
                "queue-age",
                AlarmRule.above(2.0 * visibility, age, Statistic.MAXIMUM, FIVE_MINUTES, MissingData.FINE),
                "Events wait in the queue for longer than two visibility timeouts: nobody processes them, or too slowly.");
        add(
                "dlq-depth",
                AlarmRule.above(
                        0,
                        metric(SQS, "ApproximateNumberOfMessagesVisible", QUEUE, SettingKey.DEAD_LETTER_QUEUE),
                        Statistic.MAXIMUM,
                        FIVE_MINUTES,
                        MissingData.FINE),
                "Messages failed so often that they were set aside.");
        add(
                "dlq-age",
                AlarmRule.above(
                        OLD_LETTER.toSeconds(),
                        metric(SQS, "ApproximateAgeOfOldestMessage", QUEUE, SettingKey.DEAD_LETTER_QUEUE),
                        Statistic.MAXIMUM,
                        FIVE_MINUTES,
                        MissingData.FINE),
                "A dead letter is over four days old; SQS deletes it without a trace when it is 14 days old.");
    }

    private void function() {
        add(
                "function-errors",
                AlarmRule.above(0, function("Errors"), Statistic.SUM, FIVE_MINUTES, MissingData.FINE),
                "Calls of the processor ended with an error; their messages come again.");
        add(
                "function-throttles",
                AlarmRule.above(0, function("Throttles"), Statistic.SUM, FIVE_MINUTES, MissingData.FINE),
                "Lambda had no room to call the processor.");
        add(
                "function-duration",
                AlarmRule.above(
                        NEARLY_ALL * 1000 * settings.number(SettingKey.FUNCTION_TIMEOUT),
                        function("Duration"),
                        Statistic.MAXIMUM,
                        FIVE_MINUTES,
                        MissingData.FINE),
                "A call of the processor took over 80 % of the time it has.");
    }

    private void tables() {
        throttles("events-throttles", "WriteThrottleEvents", SettingKey.SESSION_EVENTS_TABLE, Optional.empty());
        throttles(
                "events-index-throttles",
                "WriteThrottleEvents",
                SettingKey.SESSION_EVENTS_TABLE,
                Optional.of(Declarations.TENANT_INDEX));
        throttles("events-read-throttles", "ReadThrottleEvents", SettingKey.SESSION_EVENTS_TABLE, Optional.empty());
        throttles("summaries-throttles", "WriteThrottleEvents", SettingKey.SESSION_SUMMARIES_TABLE, Optional.empty());
        throttles(
                "summaries-read-throttles", "ReadThrottleEvents", SettingKey.SESSION_SUMMARIES_TABLE, Optional.empty());
    }

    /** A single throttled call is made again and nobody notices; three minutes of five are more than that. */
    private void throttles(String id, String name, SettingKey table, Optional<String> index) {
        String tableName = settings.text(table);
        MetricName metric = new MetricName(
                DYNAMODB,
                name,
                index.map(one -> Map.of(TABLE, tableName, INDEX, one)).orElse(Map.of(TABLE, tableName)));
        add(
                id,
                AlarmRule.above(0, metric, Statistic.SUM, MINUTE, MissingData.FINE)
                        .in(3, 5),
                "DynamoDB refuses " + (name.startsWith("Write") ? "writes to " : "reads of ")
                        + index.map(one -> "index " + one + " of ").orElse("") + "table " + tableName
                        + ", because more is asked than a partition gives.");
    }

    private void counts() {
        add(
                "failed-messages",
                AlarmRule.above(0, ours("Failed"), Statistic.SUM, FIVE_MINUTES, MissingData.FINE),
                "The processor handed messages back: their events are not known to be in the lake.");
        add(
                "deferred",
                AlarmRule.above(0, ours("Deferred"), Statistic.SUM, FIVE_MINUTES, MissingData.FINE),
                "Events are in the lake and not in the session tables; markers name what is to be repaired.");
        add(
                "rejected",
                AlarmRule.above(MANY_REJECTED, ours("Rejected"), Statistic.SUM, FIVE_MINUTES, MissingData.FINE),
                "Many pieces of input were rejected and put into quarantine.");
        add(
                "summary-drift",
                AlarmRule.above(
                        0,
                        new MetricName(OURS, DRIFT, Map.of(ENVIRONMENT, settings.environment())),
                        Statistic.MAXIMUM,
                        Duration.ofDays(1),
                        MissingData.KEEP),
                "The last comparison of lake, events and summaries found differences.");
    }

    private MetricName function(String name) {
        return metric(LAMBDA, name, FUNCTION, SettingKey.PROCESSOR_FUNCTION);
    }

    /** A metric that the processor writes into its log. */
    private MetricName ours(String name) {
        return new MetricName(
                OURS,
                name,
                Map.of(FUNCTION, settings.text(SettingKey.PROCESSOR_FUNCTION), ENVIRONMENT, settings.environment()));
    }

    private MetricName metric(String namespace, String name, String dimension, SettingKey of) {
        return new MetricName(namespace, name, Map.of(dimension, settings.text(of)));
    }

    private void add(String id, AlarmRule rule, String meaning) {
        alarms.add(
                new AlarmDeclaration(id, prefix(settings) + id, rule, meaning, settings.find(SettingKey.ALARM_TOPIC)));
    }
}
