package io.picasso.analytics.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A function: a JSON object in, one out. A call that fails is in the log, and Lambda learns its code. Public, because
 * Lambda's runtime calls it by reflection.
 */
public abstract class JsonHandler implements RequestStreamHandler {
    private final FunctionStart start;

    JsonHandler(FunctionStart start) {
        this.start = start;
    }

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        out.write(handle(in.readAllBytes(), Invocation.of(context)));
    }

    /** The answer to one event, both as they travel. */
    final byte[] handle(byte[] event, Invocation invocation) {
        try {
            return JsonText.compact(answer(read(event), invocation)).getBytes(StandardCharsets.UTF_8);
        } catch (Failure failure) {
            start.log().failure(FunctionLog.Level.ERROR, start.about(invocation), failure);
            throw new FunctionFailed(failure);
        } catch (RuntimeException bug) {
            start.log().bug(start.about(invocation), bug);
            throw new FunctionFailed(Failure.of(FailureCode.FAULT, FailureCode.FAULT.title()));
        }
    }

    /** The answer to one event. */
    abstract JsonObject answer(JsonObject event, Invocation invocation);

    private JsonObject read(byte[] event) {
        Reading<JsonValue> reading = start.parser().parse(event);
        if (reading instanceof Reading.Accepted<JsonValue> accepted && accepted.value() instanceof JsonObject object) {
            return object;
        }
        throw unknownEvent();
    }

    /** The event is none this function knows. */
    static Failure unknownEvent() {
        return Failure.of(FailureCode.INVALID_INPUT, "The event is neither a batch of SQS nor an HTTP request")
                .next(
                        "Look at what invokes the function: it takes events of SQS, of a Function URL and of a REST API.");
    }
}
