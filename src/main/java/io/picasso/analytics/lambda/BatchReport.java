package io.picasso.analytics.lambda;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.operation.ingest.BatchResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The line of log of a call. It is at the same time metrics in CloudWatch's embedded format: CloudWatch reads the numbers
 * out of the log, and no call has to wait for a metric to be sent.
 */
final class BatchReport {
    static final String NAMESPACE = "PicassoAnalytics";

    private static final String COUNT = "Count";
    private static final String MILLISECONDS = "Milliseconds";

    /** Enough to find them, and far below the 256 KB a line of log may have. */
    private static final int MOST_IDS = 100;

    private final JsonMembers values = new JsonMembers();
    private final List<JsonValue> metrics = new ArrayList<>();

    private BatchReport() {}

    /**
     * Writes the line, and one for each kind of failure.
     *
     * @param source where the messages came from
     * @param messages how many there were
     */
    static void write(FunctionStart start, Invocation invocation, String source, int messages, Outcome outcome) {
        write(start, invocation, source, messages, outcome, true);
    }

    /** The same without metrics: the numbers are in the log, and CloudWatch does not count them. */
    static void writeUncounted(
            FunctionStart start, Invocation invocation, String source, int messages, Outcome outcome) {
        write(start, invocation, source, messages, outcome, false);
    }

    private static void write(
            FunctionStart start, Invocation invocation, String source, int messages, Outcome outcome, boolean counted) {
        BatchResult counts = outcome.counts();
        JsonObject about = start.about(invocation);
        FunctionLog.Level level = outcome.failed().isEmpty() ? FunctionLog.Level.WARN : FunctionLog.Level.ERROR;
        for (Failure failure : counts.failures()) {
            start.log().failure(level, about, failure);
        }
        start.log()
                .write(
                        FunctionLog.Level.INFO,
                        "processed",
                        new JsonMembers()
                                .putAll(about)
                                .put("source", source)
                                .put("messages", messages)
                                .texts(
                                        "failed_messages",
                                        outcome.failed().stream()
                                                .sorted()
                                                .limit(MOST_IDS)
                                                .toList())
                                .putAll(new BatchReport().metrics(start.clock(), outcome, counted))
                                .put("FunctionName", invocation.function())
                                .put(
                                        "Environment",
                                        start.processing().settings().environment())
                                .object());
    }

    private JsonObject metrics(Clock clock, Outcome outcome, boolean counted) {
        BatchResult counts = outcome.counts();
        metric("Accepted", COUNT, counts.accepted());
        metric("Duplicate", COUNT, counts.repeated());
        metric("Rejected", COUNT, counts.rejectedTotal());
        Map<RejectionReason, Integer> reasons = new TreeMap<>(counts.rejected());
        reasons.forEach((reason, count) -> metric("Rejected." + reason.label(), COUNT, count));
        metric("Deferred", COUNT, counts.deferred());
        metric("Failed", COUNT, outcome.failed().size());
        metric("S3Milliseconds", MILLISECONDS, counts.lakeTime());
        metric("DynamoDbMilliseconds", MILLISECONDS, counts.tableTime());
        // The tables are written after the lake, so what they add to a call is their own time.
        metric("TableOverheadMilliseconds", MILLISECONDS, counts.tableTime());
        JsonObject directive = new JsonMembers()
                .put("Namespace", NAMESPACE)
                .put(
                        "Dimensions",
                        List.of(new JsonArray(List.of(new JsonString("FunctionName"), new JsonString("Environment")))))
                .put("Metrics", metrics)
                .object();
        JsonObject header = new JsonMembers()
                .put("Timestamp", clock.millis())
                .put("CloudWatchMetrics", List.of(directive))
                .object();
        return counted ? values.put("_aws", header).object() : values.object();
    }

    private void metric(String name, String unit, long value) {
        values.put(name, value);
        metrics.add(new JsonMembers().put("Name", name).put("Unit", unit).object());
    }

    /** With microseconds: a batch may take less than one millisecond. */
    private void metric(String name, String unit, Duration time) {
        values.put(
                name,
                new JsonValue.JsonNumber(
                        java.math.BigDecimal.valueOf(time.toNanos() / 1_000, 3).toPlainString()));
        metrics.add(new JsonMembers().put("Name", name).put("Unit", unit).object());
    }
}
