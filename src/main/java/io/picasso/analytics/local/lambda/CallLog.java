package io.picasso.analytics.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The log of one environment: what the function prints, in order with what Lambda says of its calls. */
final class CallLog {
    /** As much as a caller may ask for. */
    private static final int TAIL_BYTES = 4096;

    private final FunctionLog log;
    private final Printed printed;
    private final Deque<String> tail = new ArrayDeque<>();
    private int tailBytes;
    private boolean called;

    CallLog(FunctionLog log, Printed printed) {
        this.log = log;
        this.printed = printed;
    }

    /** Writes what was printed by now. */
    synchronized void pump() {
        write(printed.lines());
    }

    /** Whether a call is running. */
    synchronized boolean isCalled() {
        return called;
    }

    /** A line of Lambda's own. */
    synchronized void platform(String line) {
        pump();
        write(List.of(line));
    }

    synchronized void begin(String id) {
        pump();
        tail.clear();
        tailBytes = 0;
        called = true;
        write(List.of("START RequestId: " + id + " Version: $LATEST"));
    }

    /** Writes the end of a call, after all that was printed in it, and returns its last lines. */
    synchronized String end(String id, Report report, CallResult result) {
        pump();
        List<String> lines = new ArrayList<>(printed.rest());
        result.fault().ifPresent(fault -> lines.add(fault.line()));
        lines.add("END RequestId: " + id);
        // An error that the function answered with is one too.
        lines.add(report.line(id)
                + result.fault()
                        .map(fault -> "Status: " + fault.status())
                        .orElse(result.failed() ? "Status: error" : ""));
        write(lines);
        called = false;
        return String.join("\n", tail) + "\n";
    }

    private void write(List<String> lines) {
        log.append(lines);
        for (String line : lines) {
            tail.add(line);
            tailBytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        while (tailBytes > TAIL_BYTES && tail.size() > 1) {
            tailBytes -= tail.remove().getBytes(StandardCharsets.UTF_8).length + 1;
        }
    }
}
