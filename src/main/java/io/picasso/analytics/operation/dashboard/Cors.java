package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.port.HttpReply;
import java.util.Map;

/**
 * What lets a browser hand an answer to a page of another address. It stands on every answer, errors too: without it the
 * page would only learn that something failed.
 *
 * @param origin the address of the pages that may ask, such as {@code https://dashboard.example}; {@code *} for all
 */
public record Cors(String origin) {
    /** The reply with the headers that a browser wants to see. */
    public HttpReply on(HttpReply reply) {
        return reply.with(Map.of(
                "Access-Control-Allow-Origin", origin,
                "Access-Control-Allow-Methods", "GET, PATCH, OPTIONS",
                "Access-Control-Allow-Headers", "Authorization, Content-Type",
                "Access-Control-Max-Age", "600",
                "Vary", "Origin"));
    }
}
