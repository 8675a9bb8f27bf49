package io.picasso.analytics.operation.alarms;

import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.MetricName;
import java.util.Optional;

/** Looks whether what a metric is of is there. */
final class Watched {
    private final QueueControl queues;
    private final TableControl tables;
    private final FunctionControl functions;

    Watched(QueueControl queues, TableControl tables, FunctionControl functions) {
        this.queues = queues;
        this.tables = tables;
        this.functions = functions;
    }

    /** What is not there, for a person; empty when everything is. */
    Optional<String> absent(MetricName metric) {
        return metric.dimension(MetricName.QUEUE)
                .filter(queue -> queues.find(queue).isEmpty())
                .map(queue -> "queue " + queue)
                .or(() -> metric.dimension(MetricName.FUNCTION)
                        .filter(function -> functions.find(function).isEmpty())
                        .map(function -> "function " + function))
                .or(() -> metric.dimension(MetricName.TABLE)
                        .flatMap(table -> absent(table, metric.dimension(MetricName.INDEX))));
    }

    private Optional<String> absent(String table, Optional<String> index) {
        return tables.find(table)
                .map(found -> index.filter(name -> found.index(name).isEmpty())
                        .map(name -> "index " + name + " of table " + table))
                .orElseGet(() -> Optional.of("table " + table));
    }
}
