package io.picasso.analytics.adapter.local;

import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.Statistic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What the functions of the embedded stack logged and measured: their own metrics out of their logs, Lambda's out of its
 * reports there, SQS's out of the queues. Values are given one by one, not by period.
 */
public final class LocalTelemetry implements FunctionTelemetry {
    /** What was published by others than functions. */
    private static final String PUBLISHED = "published";

    private final Path logs;
    private final EmbeddedMetrics embedded;
    private final QueueAges queues;

    /**
     * @param logs the folder with the logs of the functions, {@code NAME.log}
     * @param messages the messages of the queue of that name
     */
    public LocalTelemetry(Path logs, JsonParser parser, QueueControl queues, Function<String, QueueMessages> messages) {
        this.logs = logs;
        this.embedded = new EmbeddedMetrics(parser);
        this.queues = new QueueAges(queues, messages);
    }

    @Override
    public List<LogLine> errors(String function, Instant from, int most) {
        List<LogLine> errors = log(function).since(from).stream()
                .filter(line -> CallReports.isError(line.text()))
                .toList();
        return errors.subList(Math.max(0, errors.size() - most), errors.size());
    }

    @Override
    public Measured measured(MetricName metric, Statistic statistic, Duration period, Instant from, Instant before) {
        Measured all = switch (metric.namespace()) {
            case MetricName.SQS ->
                metric.dimension(MetricName.QUEUE)
                        .map(queue -> queues.measured(metric.name(), queue, before.minusMillis(1)))
                        .orElseGet(() -> Measured.not("it names no queue"));
            case MetricName.LAMBDA ->
                metric.dimension(MetricName.FUNCTION)
                        .map(name ->
                                CallReports.measured(metric.name(), log(name).since(from)))
                        .orElseGet(() -> Measured.not("it names no function"));
            case MetricName.OURS ->
                Measured.of(embedded.points(
                        log(metric.dimension(MetricName.FUNCTION).orElse(PUBLISHED))
                                .since(from),
                        metric));
            default ->
                Measured.not(
                        "the embedded stack does not measure " + metric.namespace() + "; its engine throttles nobody");
        };
        return all.possible()
                ? Measured.of(all.points().stream()
                        .filter(point -> point.at().isBefore(before))
                        .toList())
                : all;
    }

    @Override
    public void publish(MetricName metric, double value, Instant at) {
        log(metric.dimension(MetricName.FUNCTION).orElse(PUBLISHED))
                .append(new LogLine(at, EmbeddedMetrics.line(metric, value, at)));
    }

    private LogFile log(String function) {
        return new LogFile(logs.resolve(function + ".log"));
    }
}
