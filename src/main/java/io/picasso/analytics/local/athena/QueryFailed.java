package io.picasso.analytics.local.athena;

/** A query that was accepted and then failed; the message is its state change reason. */
final class QueryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    QueryFailed(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
