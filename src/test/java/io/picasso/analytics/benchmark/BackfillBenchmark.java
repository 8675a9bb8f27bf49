package io.picasso.analytics.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code backfill run} on the engine, beside a bare loop of writes and the plan's pattern; on a sink that answers after
 * 5 ms, beside the plan's pattern; what its journal costs; and how well it keeps a rate.
 */
final class BackfillBenchmark {
    private static final Duration SINK_DELAY = Duration.ofMillis(5);
    private static final String PARTS = "engine,sink,rate";

    private BackfillBenchmark() {}

    /**
     * Arguments: events a round on the engine (9,000 unless given), rounds of everything (3), events a round on the sink
     * (500,000), parts ({@value #PARTS}).
     */
    public static void main(String[] arguments) throws IOException {
        // As the program itself sets it, and more: the JDK keeps five idle connections, others are made anew.
        System.setProperty("http.maxConnections", "128");
        int engineEvents = argument(arguments, 0, 9_000);
        int rounds = argument(arguments, 1, 3);
        int sinkEvents = argument(arguments, 2, 500_000);
        List<String> parts = List.of((arguments.length > 3 ? arguments[3] : PARTS).split(","));
        Machine.print();
        List<Target> targets = new ArrayList<>();
        try (BenchmarkStack stack = BenchmarkStack.start()) {
            Path folder = stack.folder();
            if (parts.contains("engine")) {
                new BackfillOnEngine(stack, folder).run(engineEvents, rounds, targets);
            }
            if (parts.contains("sink")) {
                try (SinkProcess sink = SinkProcess.start(SINK_DELAY)) {
                    new BackfillOnSink(stack, sink, folder).run(sinkEvents, rounds, targets);
                }
            }
            if (parts.contains("rate")) {
                try (SinkProcess sink = SinkProcess.start(SINK_DELAY)) {
                    new BackfillAtRate(stack, sink, folder).run(targets);
                }
            }
            System.out.println("\nTargets");
            targets.forEach(target -> System.out.println("  " + target));
            Machine.printLoad();
        }
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at
                ? Integer.parseInt(arguments[at].replace("_", "").replace(",", ""))
                : otherwise;
    }
}
