package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SourceLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Processes the lines of a file as the queue's messages are processed. The lines are taken in the same groups each time,
 * so that processing a file again writes the same lake objects.
 */
public final class FileProcessor {
    private static final int LINES = 500;
    private static final int BYTES = 4 * 1024 * 1024;

    private final JsonParser parser;
    private final BatchProcessor processor;
    private final BooleanSupplier stop;
    private final BatchListener listener;

    /**
     * @param stop asked before each group; true ends the work
     * @param listener told of each group
     */
    public FileProcessor(JsonParser parser, BatchProcessor processor, BooleanSupplier stop, BatchListener listener) {
        this.parser = parser;
        this.processor = processor;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Processes all lines.
     *
     * @throws Failure when the lake cannot be written: the file is as it was, and can be processed again
     */
    public void run(Iterator<SourceLine> lines) {
        List<InboundMessage> group = new ArrayList<>();
        int bytes = 0;
        while (lines.hasNext()) {
            SourceLine line = lines.next();
            group.add(SavedMessage.read(line.text(), parser)
                    .map(saved -> saved.inbound(line.place()))
                    .orElseGet(() -> inbound(line)));
            bytes += line.text().length;
            if (group.size() >= LINES || bytes >= BYTES) {
                process(group);
                group.clear();
                bytes = 0;
            }
        }
        if (!group.isEmpty()) {
            process(group);
        }
    }

    private static InboundMessage inbound(SourceLine line) {
        return new InboundMessage(
                line.place(),
                line.text(),
                Optional.empty(),
                InboundMessage.Source.line(line.place()),
                InboundMessage.Origin.OPERATOR);
    }

    private void process(List<InboundMessage> group) {
        if (stop.getAsBoolean()) {
            throw Failure.of(
                            FailureCode.INTERRUPTED,
                            "Stopped before " + group.get(0).id())
                    .next("Run the same command again: what is there already is not counted twice.");
        }
        BatchResult result = processor.process(group);
        listener.processed(group.size(), result);
        if (!result.failed().isEmpty()) {
            Failure why = result.firstFailure()
                    .orElseGet(() -> Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The lake could not be written"));
            throw why.where(group.get(0).id())
                    .next("Run the same command again once it answers: what is there already is not counted twice.");
        }
    }
}
