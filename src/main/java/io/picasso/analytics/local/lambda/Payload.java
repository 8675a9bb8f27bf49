package io.picasso.analytics.local.lambda;

/** How large the event of a call, and its answer, may be. */
final class Payload {
    /** For a call that waits for the answer, in bytes. */
    static final int LARGEST = 6 * 1024 * 1024;

    /** For a call that does not, in bytes. */
    static final int LARGEST_ASYNCHRONOUS = 1024 * 1024;

    private Payload() {}
}
