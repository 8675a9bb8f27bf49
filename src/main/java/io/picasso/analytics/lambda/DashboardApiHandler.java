package io.picasso.analytics.lambda;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.access.Caller;
import io.picasso.analytics.operation.dashboard.Answered;
import io.picasso.analytics.operation.dashboard.Cors;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Dashboard;
import java.time.Clock;
import java.util.Optional;

/** The dashboard's API as a function, behind a Function URL or a REST API. What it answers is what {@code serve} does. */
public final class DashboardApiHandler extends JsonHandler {
    private final FunctionStart start;
    private final DashboardApi api;
    private final Optional<Cors> cors;

    /** Called by Lambda. Throws {@link FunctionFailed} when the function's variables cannot be used. */
    public DashboardApiHandler() {
        this(FunctionStart.of(System.getenv(), System.out, Clock.systemUTC()));
    }

    /** Makes the clients too, so that the first request does not wait for them; nothing is sent yet. */
    DashboardApiHandler(FunctionStart start) {
        super(start);
        this.start = start;
        this.api = api(start);
        this.cors =
                start.processing().settings().find(SettingKey.API_CORS_ORIGIN).map(Cors::new);
        start.ready();
    }

    private static DashboardApi api(FunctionStart start) {
        try {
            return new Dashboard(start.processing()).api();
        } catch (Failure failure) {
            start.log().failure(FunctionLog.Level.ERROR, JsonObject.EMPTY, failure);
            throw new FunctionFailed(failure);
        }
    }

    @Override
    JsonObject answer(JsonObject event, Invocation invocation) {
        HttpCall call = ApiEvent.find(event)
                .orElseThrow(
                        () -> Failure.of(FailureCode.INVALID_INPUT, "The event is no HTTP request")
                                .next(
                                        "Look at what invokes the function: it takes events of a Function URL and of a REST API."));
        long began = System.nanoTime();
        Answered answered = api.answer(call, invocation.requestId());
        log(answered, (System.nanoTime() - began) / 1_000_000, invocation);
        HttpReply reply = answered.reply();
        return ApiEvent.answer(cors.map(headers -> headers.on(reply)).orElse(reply));
    }

    /** Neither path nor parameters: what is written there may be a token or a name. */
    private void log(Answered answered, long milliseconds, Invocation invocation) {
        JsonObject about = start.about(invocation);
        for (Throwable trouble : answered.troubles()) {
            if (trouble instanceof Failure failure) {
                start.log().failure(FunctionLog.Level.ERROR, about, failure);
            } else {
                start.log().bug(about, trouble);
            }
        }
        start.log()
                .write(
                        FunctionLog.Level.INFO,
                        "answered",
                        new JsonMembers()
                                .putAll(about)
                                .put("route", answered.route())
                                .putIfPresent(
                                        "tenant_id",
                                        answered.caller().map(Caller::tenant).map(tenant -> tenant.id()))
                                .put("status", answered.reply().status())
                                .put("milliseconds", milliseconds)
                                .object());
    }
}
