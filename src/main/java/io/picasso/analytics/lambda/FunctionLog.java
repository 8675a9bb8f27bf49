package io.picasso.analytics.lambda;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;

/**
 * The function's log: one JSON object a line. Takes texts of ours and of services, never anything of a message: neither
 * payloads nor session ids are written. Safe for many threads.
 */
final class FunctionLog {
    /** How bad it is. */
    enum Level {
        INFO,
        WARN,
        ERROR
    }

    private static final String OURS = "io.picasso.analytics";
    private static final int FRAMES = 12;

    private final PrintStream out;
    private final Clock clock;

    FunctionLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void write(Level level, String message, JsonObject fields) {
        JsonObject line = new JsonMembers()
                .put("timestamp", UtcTime.format(clock.instant()))
                .put("level", level.name())
                .put("message", message)
                .putAll(fields)
                .object();
        // In one piece, so that lines of two threads do not mix.
        byte[] bytes = (JsonText.compact(line) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    /** A failure, with what to do next. */
    void failure(Level level, JsonObject about, Failure failure) {
        write(
                level,
                failure.what(),
                new JsonMembers()
                        .putAll(about)
                        .put("code", failure.code().id())
                        .putIfPresent("where", failure.where())
                        .putIfPresent("why", failure.why())
                        .put("next", failure.next())
                        .object());
    }

    /** A bug: where it happened. Not its message, which may quote what came in. */
    void bug(JsonObject about, Throwable bug) {
        Throwable cause = bug;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        write(
                Level.ERROR,
                FailureCode.FAULT.title(),
                new JsonMembers()
                        .putAll(about)
                        .put("code", FailureCode.FAULT.id())
                        .put("exception", cause.getClass().getName())
                        .texts(
                                "at",
                                Arrays.stream(cause.getStackTrace())
                                        .filter(frame -> frame.getClassName().startsWith(OURS))
                                        .limit(FRAMES)
                                        .map(StackTraceElement::toString)
                                        .toList())
                        .object());
    }
}
