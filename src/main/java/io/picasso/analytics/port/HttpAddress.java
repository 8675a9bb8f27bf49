package io.picasso.analytics.port;

import java.util.Map;

/** A service at a web address that answers in JSON. */
public interface HttpAddress {
    /**
     * Asks with GET. Every status is an answer.
     *
     * @param pathAndQuery begins with a slash; is sent as it is
     * @param headers by name
     * @throws io.picasso.analytics.failure.Failure SERVICE_UNAVAILABLE when nothing answers in time, or not in JSON
     */
    HttpReply get(String pathAndQuery, Map<String, String> headers);

    /** The address for a person. */
    String name();
}
