package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;

/** A request that is not answered because of what it asks: the whole answer, thrown. Carries no trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonObject body;

    private Refusal(int status, JsonObject body) {
        super("refused with " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** A parameter or a body that is not of its form. */
    public static Refusal badRequest(String error) {
        return of(400, new JsonMembers().put("error", error));
    }

    /** What is not there, or is another tenant's, which is the same to whoever asks. */
    public static Refusal notFound(String error) {
        return of(404, new JsonMembers().put("error", error));
    }

    /**
     * Any other refusal.
     *
     * @param body has a member {@code error}
     */
    public static Refusal of(int status, JsonMembers body) {
        return new Refusal(status, body.object());
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }
}
