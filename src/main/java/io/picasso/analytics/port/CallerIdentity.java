package io.picasso.analytics.port;

import java.util.Optional;

/** Who the environment takes us for. */
public interface CallerIdentity {
    /**
     * The ARN of the caller, as AWS knows him; empty where nobody is asked who he is, as on the embedded stack.
     *
     * @throws io.picasso.analytics.failure.Failure DENIED when there are no credentials or they are not accepted,
     *     SERVICE_UNAVAILABLE when nobody answers
     */
    Optional<String> arn();
}
