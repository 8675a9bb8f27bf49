package io.picasso.analytics.cli;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.dashboard.Answered;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import java.util.Arrays;
import java.util.UUID;

/**
 * A line on standard error for each request: what was asked by the route's name, never by its path or its parameters, in
 * which there may be a token or a name. Safe for many threads.
 */
final class RequestLog {
    private static final String OURS = "io.picasso.analytics";
    private static final int FRAMES = 8;

    private final Context context;
    private final boolean quiet;

    RequestLog(Context context, boolean quiet) {
        this.context = context;
        this.quiet = quiet;
    }

    /** Has a request answered, and writes its line. */
    HttpReply answer(DashboardApi api, HttpCall call) {
        long began = System.nanoTime();
        Answered answered = api.answer(call, UUID.randomUUID().toString());
        long micros = (System.nanoTime() - began) / 1_000;
        StringBuilder lines = new StringBuilder();
        if (!quiet) {
            lines.append("%s %d %s %s %d.%01d ms %s%n"
                    .formatted(
                            UtcTime.format(context.clock().instant()),
                            answered.reply().status(),
                            answered.route(),
                            answered.caller().map(who -> who.tenant().id()).orElse("-"),
                            micros / 1_000,
                            micros % 1_000 / 100,
                            answered.id()));
        }
        answered.troubles().forEach(trouble -> lines.append(line(answered.id(), trouble)));
        if (!lines.isEmpty()) {
            // In one piece, so that lines of two threads do not mix.
            context.terminal().err().print(lines);
            context.terminal().err().flush();
        }
        return answered.reply();
    }

    /** Not the message of a bug, which may quote what came in. */
    private static String line(String id, Throwable trouble) {
        if (trouble instanceof Failure failure) {
            return "%s %s: %s%s%n"
                    .formatted(
                            id,
                            failure.code().id(),
                            failure.what(),
                            failure.why().map(why -> " (" + why + ")").orElse(""));
        }
        return "%s %s: %s at %s%n"
                .formatted(
                        id,
                        FailureCode.FAULT.id(),
                        trouble.getClass().getName(),
                        Arrays.stream(trouble.getStackTrace())
                                .filter(frame -> frame.getClassName().startsWith(OURS))
                                .limit(FRAMES)
                                .map(StackTraceElement::toString)
                                .toList());
    }
}
