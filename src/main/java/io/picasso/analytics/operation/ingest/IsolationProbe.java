package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.json.JsonValue.JsonObject;

/**
 * The mark of one call of the function that is processed as if the session tables were not there, to prove in the running
 * environment that this holds up nothing. No setting is touched, and no other call.
 *
 * <p>The mark stands beside the messages in Lambda's event, where neither a producer nor the queue can put anything: only
 * who may call the function can. It names no table: it can only point at names under which there is none. What such a
 * call brings is in the lake, and a marker brings it into the tables later, so that the mark cannot be used to keep
 * anything out of them.
 */
public final class IsolationProbe {
    /** The member of the event. */
    public static final String MEMBER = "isolation_probe";

    /** Its only value. */
    public static final String VALUE = "session_tables_absent";

    private static final String ABSENT = "-absent-for-isolation-probe";

    private IsolationProbe() {}

    /** Whether a call has the mark. */
    public static boolean isAsked(JsonObject event) {
        return event.text(MEMBER).filter(VALUE::equals).isPresent();
    }

    /** A name under which there is no table. */
    public static String absent(String table) {
        return table + ABSENT;
    }
}
