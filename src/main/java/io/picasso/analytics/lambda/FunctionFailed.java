package io.picasso.analytics.lambda;

import io.picasso.analytics.failure.Failure;

/** What Lambda is told when a call or a start failed. The log has the rest, so it carries neither trace nor cause. */
public final class FunctionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionFailed(Failure failure) {
        super(failure.code().id() + " " + failure.what(), null, false, false);
    }
}
