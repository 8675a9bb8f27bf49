package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IsolationProbe;
import io.picasso.analytics.wiring.Processing;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event processor: a batch of the queue in, the messages that have to come again out. Sent events over HTTP, it
 * answers as an HTTP endpoint. What it does with them is what {@code process sqs} does.
 */
public final class EventProcessorHandler extends JsonHandler {
    private final FunctionStart start;
    private final TimedBatches batches;
    private final HttpIngest http;
    private @Nullable TimedBatches isolated;

    /** Held here: the runtime knows what it calls before a snapshot only weakly. */
    private @Nullable Rehearsal rehearsal;

    /** Called by Lambda. Throws {@link FunctionFailed} when the function's variables cannot be used. */
    public EventProcessorHandler() {
        this(FunctionStart.of(System.getenv(), System.out, Clock.systemUTC()));
        if (Rehearsal.isDue(System.getenv())) {
            rehearsal = Rehearsal.beforeSnapshot(start);
        }
    }

    /** Makes the clients too, so that the first batch does not wait for them; nothing is sent yet. */
    EventProcessorHandler(FunctionStart start) {
        super(start);
        Processing processing = start.processing();
        this.start = start;
        this.batches = new TimedBatches(processing.processor()::process, start.log());
        this.http = new HttpIngest(processing.parser());
        start.ready();
    }

    @Override
    JsonObject answer(JsonObject event, Invocation invocation) {
        if (SqsBatch.isOne(event)) {
            if (IsolationProbe.isAsked(event) && start.processing().writesTables()) {
                return SqsBatch.answer(
                        isolated(SqsBatch.messages(event), invocation).failed());
            }
            return SqsBatch.answer(
                    process("sqs", SqsBatch.messages(event), invocation).failed());
        }
        HttpRequest request = HttpRequest.find(event).orElseThrow(JsonHandler::unknownEvent);
        return http.answer(
                        request,
                        invocation.requestId(),
                        start.clock().instant(),
                        messages -> process("http", messages, invocation))
                .event();
    }

    /** The proof that tables which are not there hold up nothing. It is no traffic, so it counts in no metric. */
    private Outcome isolated(List<InboundMessage> messages, Invocation invocation) {
        Outcome outcome = isolated().process(messages, invocation.remaining(), start.about(invocation));
        BatchReport.writeUncounted(start, invocation, IsolationProbe.MEMBER, messages.size(), outcome);
        return outcome;
    }

    private synchronized TimedBatches isolated() {
        TimedBatches made = isolated;
        if (made == null) {
            made = new TimedBatches(start.processing().isolatedProcessor()::process, start.log());
            isolated = made;
        }
        return made;
    }

    private Outcome process(String source, List<InboundMessage> messages, Invocation invocation) {
        Outcome outcome = batches.process(messages, invocation.remaining(), start.about(invocation));
        BatchReport.write(start, invocation, source, messages.size(), outcome);
        return outcome;
    }
}
